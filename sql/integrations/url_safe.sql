-- requires: sql/platform/default_privileges.sql
create or replace function private.url_safe(bytes bytea)
returns text
language plpgsql
immutable
strict
security invoker
set search_path = ''
as $$
begin
  return translate(encode(bytes, 'base64'), E'+/=\n', '-_');
end;
$$;

comment on function private.url_safe(bytea) is 'Base64 for addresses (RFC 4648, section 5), without padding, as OAuth and PKCE want it.';
revoke all on function private.url_safe(bytea) from public, anon, authenticated, service_role;
