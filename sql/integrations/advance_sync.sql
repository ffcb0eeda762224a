-- requires: sql/integrations/read_sync_window.sql sql/integrations/sync_batches.sql
create or replace function private.advance_sync(
  run public.sync_runs, page_size integer, worker text, lease interval
)
returns uuid
language plpgsql
volatile
security definer -- definer: runs and batches are written by our own functions alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  config public.sync_configs;
  now_object text;
  seen record;
  batch_id uuid;
begin
  select c.* into config from public.sync_configs as c
  where c.domain_id = run.domain_id and c.id = run.config_id;
  now_object := coalesce(run.cursor_object, config.objects[1]);
  seen := private.read_sync_window(run, config, now_object, page_size);
  if seen.local_ids is not null then
    insert into private.sync_batches as b (domain_id, run_id, object, local_ids, digests, worker, leased_until)
    values (run.domain_id, run.id, now_object, seen.local_ids, seen.digests, advance_sync.worker, clock_timestamp() + lease)
    returning b.id into batch_id;
  end if;
  update public.sync_runs as r set
    cursor_object = case
      when seen.last_id is not null then now_object
      else coalesce(config.objects[array_position(config.objects, now_object) + 1], now_object)
    end,
    cursor_after = seen.last_id,
    is_read = seen.last_id is null and array_position(config.objects, now_object) is not distinct from cardinality(config.objects),
    scanned = r.scanned + seen.scanned,
    unchanged = r.unchanged + seen.unchanged,
    skipped = r.skipped + seen.gone,
    pending = r.pending + coalesce(cardinality(seen.local_ids), 0),
    batches = r.batches + (batch_id is not null)::integer,
    claimed_at = clock_timestamp()
  where r.domain_id = run.domain_id and r.id = run.id;
  return batch_id;
end;
$$;

comment on function private.advance_sync(public.sync_runs, integer, text, interval) is
'Reads one window of a run, whose row the caller has locked. Returns the batch, which is the worker''s; null where nothing of the window has to be sent.';
revoke all on function private.advance_sync(public.sync_runs, integer, text, interval)
from public, anon, authenticated, service_role;
