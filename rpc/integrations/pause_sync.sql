create or replace function public.pause_sync(domain_id uuid, run_id uuid)
returns public.sync_runs
language plpgsql
volatile
security definer -- definer: runs are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  run public.sync_runs;
begin
  perform private.require('integrations.edit', pause_sync.domain_id);
  run := private.find_sync_run(pause_sync.domain_id, pause_sync.run_id);
  if run.state = 'running' then
    update public.sync_runs as r set state = 'paused', paused_at = clock_timestamp()
    where r.domain_id = run.domain_id and r.id = run.id returning r.* into run;
    perform private.audit_event('pause', 'sync_runs', run.id::text, run.domain_id);
  end if;
  return run;
end;
$$;

comment on function public.pause_sync(uuid, uuid) is
'Stops a run for a while: batches that workers hold may still be reported, and no other is handed out. Again it changes nothing. Needs integrations.edit. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SYNC_ENDED.';
revoke all on function public.pause_sync(uuid, uuid) from public, anon, service_role;
grant execute on function public.pause_sync(uuid, uuid) to authenticated;
