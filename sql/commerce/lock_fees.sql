-- requires: sql/platform/schemas.sql
-- Whoever closes one rule and opens another works on what nobody else changes meanwhile.
create or replace function private.lock_fees(domain_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('fees of ' || domain_id, 0));
end;
$$;

comment on function private.lock_fees(uuid) is
'Keeps other changes of the domain''s fee rules waiting until the end of the transaction.';
revoke all on function private.lock_fees(uuid) from public, anon, authenticated, service_role;
