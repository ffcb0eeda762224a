-- requires: sql/integrations/sync_source.sql sql/integrations/sync_batches.sql sql/integrations/sync_runs.sql
create or replace function private.fill_sync_batch(batch private.sync_batches, config public.sync_configs)
returns jsonb
language plpgsql
volatile
security definer -- definer: runs and batches are written by our own functions alone
set search_path = ''
as $$
declare
  ids uuid [];
  new_digests bytea [];
  inputs jsonb;
begin
  select array_agg(s.local_id), array_agg(s.hash), jsonb_agg(jsonb_build_object(
    'objectWriteTraceId', batch.id || '-' || s.place, 'id', s.key, 'properties', s.properties,
    'idProperty', case batch.object when 'contacts' then 'email' else 'bo_account_id' end
  ) order by s.place)
  into ids, new_digests, inputs
  from (
    select source.*, row_number() over (order by source.local_id) as place
    from private.sync_source(config, batch.object, null, batch.local_ids, cardinality(batch.local_ids)) as source
    order by source.local_id
  ) as s;
  ids := coalesce(ids, '{}');
  update public.sync_runs as r set
    pending = r.pending - cardinality(batch.local_ids) + cardinality(ids),
    skipped = r.skipped + cardinality(batch.local_ids) - cardinality(ids)
  where r.domain_id = batch.domain_id and r.id = batch.run_id;
  if ids = '{}' then
    delete from private.sync_batches as b where b.id = batch.id;
  else
    update private.sync_batches as b set local_ids = ids, digests = new_digests where b.id = batch.id;
  end if;
  return inputs;
end;
$$;

comment on function private.fill_sync_batch(private.sync_batches, public.sync_configs) is
'What a batch sends, read now: rows may have changed since it was made, or are gone, which counts as skipped. Null: all of them are, and so is the batch.';
revoke all on function private.fill_sync_batch(private.sync_batches, public.sync_configs)
from public, anon, authenticated, service_role;
