-- requires: sql/integrations/fill_sync_batch.sql sql/integrations/advance_sync.sql sql/integrations/settle_sync.sql
create or replace function private.next_sync_batch(page_size integer, worker text, lease interval)
returns uuid
language plpgsql
volatile
security definer -- definer: runs and batches are written by our own functions alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  most_windows constant integer := 20; -- So that a claim never takes long where nothing has changed.
  run public.sync_runs;
  batch_id uuid;
begin
  -- Whose worker was killed, or who was told to wait.
  select b.id into batch_id from private.sync_batches as b
  inner join public.sync_runs as r on r.domain_id = b.domain_id and r.id = b.run_id and r.state = 'running'
  where b.leased_until <= clock_timestamp()
  order by b.leased_until limit 1 for update of r, b skip locked;
  if found then
    update private.sync_batches as b set
      worker = next_sync_batch.worker, leased_until = clock_timestamp() + lease, attempts = b.attempts + 1
    where b.id = batch_id;
    return batch_id;
  end if;
  for number in 1..most_windows loop
    select r.* into run from public.sync_runs as r
    where r.state = 'running' and not r.is_read
      and exists (
        select from public.sync_configs as c
        inner join public.integrations as i on i.domain_id = c.domain_id and i.id = c.integration_id
        where c.domain_id = r.domain_id and c.id = r.config_id and i.status = 'connected'
      )
    order by r.claimed_at, r.id limit 1 for update skip locked;
    exit when not found;
    batch_id := private.advance_sync(run, page_size, worker, lease);
    if batch_id is not null then
      return batch_id;
    end if;
    perform private.settle_sync(run.domain_id, run.id);
  end loop;
  return null;
end;
$$;

comment on function private.next_sync_batch(integer, text, interval) is
'The batch that a worker gets: one whose lease has run out, or the next rows of the running run that has waited longest. Null: none now.';
revoke all on function private.next_sync_batch(integer, text, interval) from public, anon, authenticated, service_role;
