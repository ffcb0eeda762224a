-- requires: sql/integrations/sync_batches.sql sql/integrations/sync_runs.sql sql/platform/fail.sql
create or replace function private.take_sync_batch(batch_id uuid, worker text)
returns private.sync_batches
language plpgsql
volatile
security definer -- definer: nobody holds anything on sync_batches
set search_path = ''
as $$
declare
  batch private.sync_batches;
begin
  -- The run before its batches, as everybody does, so that nobody waits in a circle.
  select b.* into batch from private.sync_batches as b where b.id = take_sync_batch.batch_id;
  perform from public.sync_runs as r where r.domain_id = batch.domain_id and r.id = batch.run_id for update;
  select b.* into batch from private.sync_batches as b where b.id = take_sync_batch.batch_id for update;
  if batch.worker is distinct from take_sync_batch.worker or batch.leased_until <= clock_timestamp() then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this batch is not yours', 'The lease ran out, or the run was ended.'
    );
  end if;
  return batch;
end;
$$;

comment on function private.take_sync_batch(uuid, text) is
'The batch that the worker holds, locked after its run. Raises PT409 CLAIM_LOST.';
revoke all on function private.take_sync_batch(uuid, text) from public, anon, authenticated, service_role;
