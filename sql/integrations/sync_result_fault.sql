-- requires: sql/integrations/sync_batches.sql
create or replace function private.sync_result_fault(batch private.sync_batches, results jsonb)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  most constant integer := cardinality(batch.local_ids);
begin
  if jsonb_typeof(results) is distinct from 'array' then
    return 'must be an array';
  end if;
  if exists (
    select from jsonb_array_elements(results) as r (entry)
    where jsonb_typeof(r.entry) <> 'object'
      or (r.entry ->> 'trace_id' = any(array(select batch.id || '-' || n from generate_series(1, most) as n))) is not true
      or (r.entry ? 'error' and (r.entry ->> 'error' ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$') is not true)
      or (not r.entry ? 'error' and (length(r.entry ->> 'remote_id') between 1 and 64
        and jsonb_typeof(r.entry -> 'is_new') = 'boolean') is not true)
  ) then
    return 'each has a trace_id of the batch, and remote_id with is_new, or error with a code';
  end if;
  if (select count(*) <> count(distinct r.entry ->> 'trace_id') from jsonb_array_elements(results) as r (entry)) then
    return 'one for each trace_id';
  end if;
  return null;
end;
$$;

comment on function private.sync_result_fault(private.sync_batches, jsonb) is 'What is wrong with a batch''s results; null for nothing.';
revoke all on function private.sync_result_fault(private.sync_batches, jsonb)
from public, anon, authenticated, service_role;
