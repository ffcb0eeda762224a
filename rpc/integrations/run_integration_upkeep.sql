create or replace function public.run_integration_upkeep(batch_size integer default 1000)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds a write on these tables
set search_path = ''
as $$
declare
  purged record;
  records bigint;
  runs bigint;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  purged := private.purge_secrets(batch_size);
  -- Connected to the same portal again within that time, nothing has to be sent anew.
  with old as (
    select s.domain_id, s.id from public.integrations as i
    inner join public.sync_configs as c on c.domain_id = i.domain_id and c.integration_id = i.id
    inner join public.sync_records as s on s.domain_id = c.domain_id and s.config_id = c.id
    where i.status = 'disconnected' and i.disconnected_at < now() - interval '90 days'
    limit batch_size for update of s skip locked
  )
  delete from public.sync_records as s using old where s.domain_id = old.domain_id and s.id = old.id;
  get diagnostics records = row_count;
  with old as (
    select r.domain_id, r.id from public.sync_runs as r
    where r.finished_at < now() - interval '13 months' limit batch_size for update skip locked
  )
  delete from public.sync_runs as r using old where r.domain_id = old.domain_id and r.id = old.id;
  get diagnostics runs = row_count;
  return jsonb_build_object(
    'states', purged.states, 'revocations', purged.revocations, 'records', records, 'runs', runs,
    'started', private.start_due_syncs(batch_size), 'deliveries', private.purge_webhooks(batch_size)
  );
end;
$$;

comment on function public.run_integration_upkeep(integer) is
'For the worker, every minute: starts synchronisations whose time has come; removes what was begun more than a day ago and never finished, tokens that waited a week to be revoked, records of connections that ended 90 days ago, runs of 13 months ago, deliveries of webhooks of 30 days ago and their secrets whose overlap is over, batch_size (1 to 10000) at most of each. '
'Returns {states, revocations, records, runs, started, deliveries}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_integration_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_integration_upkeep(integer) to service_role;
