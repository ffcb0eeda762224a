create or replace function public.cancel_sync(domain_id uuid, run_id uuid)
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
  perform private.require('integrations.edit', cancel_sync.domain_id);
  run := private.find_sync_run(cancel_sync.domain_id, cancel_sync.run_id);
  perform private.end_sync(run.domain_id, run.id, 'cancelled');
  perform private.audit_event('cancel', 'sync_runs', run.id::text, run.domain_id);
  select r.* into run from public.sync_runs as r where r.domain_id = run.domain_id and r.id = run.id;
  return run;
end;
$$;

comment on function public.cancel_sync(uuid, uuid) is
'Ends a run for good. What was sent stays sent; a batch that a worker holds is lost to it and counts as skipped. Needs integrations.edit. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SYNC_ENDED.';
revoke all on function public.cancel_sync(uuid, uuid) from public, anon, service_role;
grant execute on function public.cancel_sync(uuid, uuid) to authenticated;
