-- requires: sql/integrations/sync_runs.sql sql/integrations/sync_batches.sql sql/identity/people_who_may.sql sql/notify/notify.sql
create or replace function private.end_sync(domain_id uuid, run_id uuid, state text, error text default null)
returns void
language plpgsql
volatile
security definer -- definer: runs and batches are written by our own functions alone
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform from public.sync_runs as r
  where r.domain_id = end_sync.domain_id and r.id = end_sync.run_id for update;
  -- A worker that still holds one of them finds its claim lost.
  delete from private.sync_batches as b where b.domain_id = end_sync.domain_id and b.run_id = end_sync.run_id;
  update public.sync_runs as r set
    state = end_sync.state, error = end_sync.error, finished_at = clock_timestamp(), paused_at = null,
    skipped = r.skipped + r.pending, pending = 0
  where r.domain_id = end_sync.domain_id and r.id = end_sync.run_id and r.state in ('running', 'paused');
  if found and end_sync.state = 'failed' then
    perform private.notify(
      'sync.failed', private.people_who_may('integrations.manage', end_sync.domain_id), null, '', '/integrations',
      jsonb_build_object('run_id', end_sync.run_id, 'error', end_sync.error),
      'sync.failed:' || end_sync.run_id, end_sync.domain_id
    );
  end if;
end;
$$;

comment on function private.end_sync(uuid, uuid, text, text) is
'Ends a run as done, failed or cancelled; what workers hold counts as skipped. A failed one is told to whoever manages the domain''s integrations.';
revoke all on function private.end_sync(uuid, uuid, text, text) from public, anon, authenticated, service_role;
