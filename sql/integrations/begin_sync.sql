-- requires: sql/integrations/wake_sync.sql sql/integrations/require_connected.sql sql/audit/audit_event.sql
create or replace function private.begin_sync(config public.sync_configs, kind text, started_by uuid, run_id uuid)
returns public.sync_runs
language plpgsql
volatile
security definer -- definer: runs are written by our own functions alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  run public.sync_runs;
begin
  if not config.is_enabled then
    perform private.fail('PT409', 'SYNC_DISABLED', 'this synchronisation is switched off', 'Switch it on first.');
  end if;
  perform private.require_connected(config.domain_id, config.integration_id);
  insert into public.sync_runs as r (domain_id, id, config_id, kind, started_by)
  values (config.domain_id, begin_sync.run_id, config.id, begin_sync.kind, begin_sync.started_by)
  on conflict (domain_id, config_id) where state in ('running', 'paused') do nothing
  returning r.* into run;
  if not found then
    perform private.fail('PT409', 'SYNC_RUNNING', 'there is a run that has not ended', 'Cancel it, or let it end.');
  end if;
  perform private.wake_sync(run);
  perform private.audit_event(
    'start', 'sync_runs', run.id::text, run.domain_id, jsonb_build_object('config_id', run.config_id, 'kind', run.kind)
  );
  return run;
end;
$$;

comment on function private.begin_sync(public.sync_configs, text, uuid, uuid) is
'Starts a run. Raises PT409 SYNC_DISABLED, NOT_CONNECTED, SYNC_RUNNING.';
revoke all on function private.begin_sync(public.sync_configs, text, uuid, uuid)
from public, anon, authenticated, service_role;
