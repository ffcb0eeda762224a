-- requires: sql/integrations/sync_runs.sql sql/platform/fail.sql
create or replace function private.find_sync_run(domain_id uuid, run_id uuid)
returns public.sync_runs
language plpgsql
volatile
security definer -- definer: asked by functions that have checked the caller
set search_path = ''
as $$
declare
  run public.sync_runs;
begin
  select r.* into run from public.sync_runs as r
  where r.domain_id = find_sync_run.domain_id and r.id = find_sync_run.run_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such run');
  end if;
  if run.state not in ('running', 'paused') then
    perform private.fail('PT409', 'SYNC_ENDED', 'this run has ended', 'Start another one.');
  end if;
  return run;
end;
$$;

comment on function private.find_sync_run(uuid, uuid) is
'A run that has not ended, locked. Asks for no permission: the caller has. Raises P0002 NOT_FOUND; PT409 SYNC_ENDED.';
revoke all on function private.find_sync_run(uuid, uuid) from public, anon, authenticated, service_role;
