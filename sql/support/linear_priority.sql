-- requires: sql/platform/default_privileges.sql
create or replace function private.linear_priority(priority text)
returns integer
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return array_position('{urgent,high,normal,low}'::text [], priority);
end;
$$;

comment on function private.linear_priority(text) is 'The number by which Linear knows a priority: 1 urgent, 2 high, 3 medium, 4 low.';
revoke all on function private.linear_priority(text) from public, anon, authenticated, service_role;
