-- requires: sql/integrations/begin_sync.sql
create or replace function private.start_due_syncs(batch_size integer)
returns bigint
language plpgsql
volatile
security definer -- definer: runs are written by our own functions alone
set search_path = ''
as $$
declare
  config public.sync_configs;
  started bigint := 0;
begin
  for config in
    select c.* from public.sync_configs as c
    inner join public.integrations as i
      on i.domain_id = c.domain_id and i.id = c.integration_id and i.status = 'connected'
    inner join public.domains as d on d.id = c.domain_id and d.archived_at is null
    where c.is_enabled and c.schedule is not null and not exists (
      select from public.sync_runs as r
      where r.domain_id = c.domain_id and r.config_id = c.id
        and (r.finished_at is null or r.started_at + c.schedule > now())
    )
    order by c.domain_id, c.id limit batch_size
    for update of c skip locked
  loop
    perform private.begin_sync(config, 'changes', null, private.new_id());
    started := started + 1;
  end loop;
  return started;
end;
$$;

comment on function private.start_due_syncs(integer) is
'Starts the synchronisations whose time has come; one that still goes on, or is paused, is left alone. Returns how many.';
revoke all on function private.start_due_syncs(integer) from public, anon, authenticated, service_role;
