-- requires: sql/platform/default_privileges.sql
-- Postgres also reads 'now', 'infinity' and times without a zone, whose meaning depends on the server.
create or replace function private.has_zone(value text)
returns boolean
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  -- The usual form first: like costs a tenth of the regular expression, and each event is asked.
  return value like '____-__-__T__:__:__%Z' or value ~ '^\d{4}-\d\d-\d\d[T ]\d[\d:.]+(Z|[+-]\d[\d:]+)$';
end;
$$;

comment on function private.has_zone(text) is
'Whether a text that is known to be a time is written as ISO 8601 with a zone, such as 2026-03-29T09:30:00Z; null for null.';

revoke all on function private.has_zone(text) from public;
grant execute on function private.has_zone(text) to authenticated, service_role;
