-- requires: sql/integrations/sync_records.sql sql/integrations/sync_batches.sql sql/engagement/visitors.sql
create or replace function private.store_sync_results(
  batch private.sync_batches,
  config_id uuid,
  results jsonb,
  out created bigint,
  out updated bigint,
  out failed bigint
)
language plpgsql
volatile
security definer -- definer: sync_records are written by our own functions alone
set search_path = ''
as $$
#variable_conflict use_column
begin
  with told as (
    select
      sent.local_id, sent.hash, batch.id || '-' || sent.place as trace_id, r.entry ->> 'remote_id' as remote_id,
      (r.entry -> 'is_new')::boolean as is_new,
      -- Without an answer nobody knows: sent again it does no harm.
      case when r.entry is null then 'no_answer' else r.entry ->> 'error' end as error,
      left(r.entry ->> 'message', 500) as message
    from unnest(batch.local_ids, batch.digests) with ordinality as sent (local_id, hash, place)
    left join jsonb_array_elements(results) as r (entry) on r.entry ->> 'trace_id' = batch.id || '-' || sent.place
  ), stored as (
    insert into public.sync_records as s (
      domain_id, config_id, object, local_id, remote_id, hash, state, error, message, trace_id, run_id, last_synced_at
    )
    select
      batch.domain_id, store_sync_results.config_id, batch.object, t.local_id, t.remote_id, t.hash,
      case when t.error is null then 'synced' else 'failed' end, t.error, t.message, t.trace_id, batch.run_id,
      case when t.error is null then now() end
    from told as t
    -- Visitors are gone when they were erased: see private.erase_late_contacts.
    where batch.object <> 'contacts' or exists (
      select from public.visitors as v where v.domain_id = batch.domain_id and v.id = t.local_id
    )
    order by t.local_id
    on conflict on constraint sync_records_local_id_key do update set
      remote_id = coalesce(excluded.remote_id, s.remote_id), hash = excluded.hash, state = excluded.state,
      error = excluded.error, message = excluded.message, trace_id = excluded.trace_id, run_id = excluded.run_id,
      last_synced_at = coalesce(excluded.last_synced_at, s.last_synced_at), updated_at = now()
  )
  select
    count(*) filter (where t.error is null and t.is_new), count(*) filter (where t.error is null and not t.is_new),
    count(*) filter (where t.error is not null)
  into created, updated, failed
  from told as t;
end;
$$;

comment on function private.store_sync_results(private.sync_batches, uuid, jsonb) is
'Notes what became of each row of a batch, by its trace id, and counts them. A row without an answer has failed, with no_answer.';
revoke all on function private.store_sync_results(private.sync_batches, uuid, jsonb)
from public, anon, authenticated, service_role;
