-- requires: sql/platform/default_privileges.sql
create or replace function private.pii_fault(pii jsonb)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(pii) is distinct from 'object' then 'must be an object'
    when exists (
      select from jsonb_each(pii) as field
      where field.key !~ '^[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+){0,4}$' or field.value not in ('"drop"', '"hash"')
    ) then 'must lead from paths such as contact.email to drop or hash'
  end;
end;
$$;

comment on function private.pii_fault(jsonb) is 'What is wrong with event_catalog.pii; null where nothing is.';
revoke all on function private.pii_fault(jsonb) from public, anon, authenticated, service_role;
