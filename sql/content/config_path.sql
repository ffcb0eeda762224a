-- requires: sql/platform/default_privileges.sql
create or replace function private.config_path(path text, key text)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return config_path.path || '/' || replace(replace(config_path.key, '~', '~0'), '/', '~1');
end;
$$;

comment on function private.config_path(text, text) is
'The JSON Pointer (RFC 6901) of a member.';
revoke all on function private.config_path(text, text)
from public, anon, authenticated, service_role;
