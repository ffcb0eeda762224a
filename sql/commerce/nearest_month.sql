-- requires: sql/platform/schemas.sql
-- lint: allow function_search_path: a bound body looks nothing up, and it has no rights of its own
create or replace function private.nearest_month(at timestamptz)
returns date
language sql
immutable
parallel safe
security invoker
return date_trunc('month', (at at time zone 'UTC') + interval '15 days')::date;

comment on function private.nearest_month(timestamptz) is
'The first day of the month (UTC) that begins nearest to that time, before it or after it.';
revoke all on function private.nearest_month(timestamptz) from public, anon, authenticated, service_role;
