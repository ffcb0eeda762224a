-- requires: sql/platform/schemas.sql
create or replace function private.visitor_digest(domain_id uuid, visitor_id uuid)
returns bytea
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return sha256(uuid_send(domain_id) || uuid_send(visitor_id));
end;
$$;

comment on function private.visitor_digest(uuid, uuid) is
'What stands for a visitor in erased_visitors and in the logs of merges, exports and erasures. Ids are random, so it leads to nobody who does not have the id.';

revoke all on function private.visitor_digest(uuid, uuid) from public;
