-- requires: sql/platform/default_privileges.sql
-- Postgres also reads 'now', 'infinity' and times without a zone, whose meaning depends on the server.
create or replace function private.has_zone(value text)
returns boolean
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
begin
  -- Strict, as Postgres also reads '09:30 BC Z' and '09:30 PM Z'.
  return value ~ '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.]\d+)?)?(Z|[+-]\d\d(:?\d\d){0,2})$';
end;
$$;

comment on function private.has_zone(text) is
'Whether a text that is known to be a time is written as ISO 8601 with a zone, such as 2026-03-29T09:30:00Z; null for null.';

revoke all on function private.has_zone(text) from public, anon, authenticated, service_role;
