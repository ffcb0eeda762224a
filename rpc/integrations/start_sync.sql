create or replace function public.start_sync(
  domain_id uuid,
  config_id uuid,
  kind text default 'changes',
  idempotency_key uuid default null
)
returns public.sync_runs
language plpgsql
volatile
security definer -- definer: runs are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  config public.sync_configs;
  run public.sync_runs;
begin
  perform private.require('integrations.edit', start_sync.domain_id);
  if kind in ('changes', 'full', 'failed') is not true then
    perform private.bad_input('kind', 'changes, full or failed');
  end if;
  config := private.find_sync_config(start_sync.domain_id, start_sync.config_id);
  select r.* into run from public.sync_runs as r
  where r.domain_id = start_sync.domain_id and r.id = start_sync.idempotency_key;
  if not found then
    return private.begin_sync(
      config, kind, private.current_person_id(), coalesce(idempotency_key, private.new_id())
    );
  end if;
  if (run.config_id, run.kind) is distinct from (config.id, start_sync.kind) then
    perform private.bad_input('idempotency_key', 'was used for another run');
  end if;
  return run;
end;
$$;

comment on function public.start_sync(uuid, uuid, text, uuid) is
'Starts a synchronisation. kind: changes sends what differs from what was sent last; full sends everything; failed sends again what the service refused. idempotency_key: the run''s id; the same again returns the run. Needs integrations.edit. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SYNC_DISABLED, NOT_CONNECTED, SYNC_RUNNING; 22023 INVALID_INPUT.';
revoke all on function public.start_sync(uuid, uuid, text, uuid) from public, anon, service_role;
grant execute on function public.start_sync(uuid, uuid, text, uuid) to authenticated;
