-- requires: sql/platform/schemas.sql
create or replace function private.merge_lock_key(domain_id uuid)
returns bigint
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return hashtextextended('merge of visitors in ' || domain_id, 0);
end;
$$;

comment on function private.merge_lock_key(uuid) is
'Advisory lock of a domain: batches of events hold it shared, a merge of visitors alone. Without it a batch could write for a visitor who is being merged.';

revoke all on function private.merge_lock_key(uuid) from public;
