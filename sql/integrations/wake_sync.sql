-- requires: sql/integrations/sync_runs.sql sql/notify/enqueue.sql
create or replace function private.wake_sync(run public.sync_runs)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
begin
  perform private.enqueue(
    'hubspot.sync.run', format('hubspot.sync.run:%s:%s', run.id, private.new_id()),
    jsonb_build_object('run_id', run.id), run.domain_id
  );
end;
$$;

comment on function private.wake_sync(public.sync_runs) is 'Tells the workers through the outbox that a run has batches for them.';
revoke all on function private.wake_sync(public.sync_runs) from public, anon, authenticated, service_role;
