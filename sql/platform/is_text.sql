-- requires: sql/platform/default_privileges.sql
create or replace function private.is_text(value jsonb, longest integer)
returns boolean
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return coalesce(jsonb_typeof(value) = 'string' and length(btrim(value #>> '{}')) between 1 and longest, false);
end;
$$;

comment on function private.is_text(jsonb, integer) is
'Whether it is a JSON string that says something, in so many characters at most. Never null.';
revoke all on function private.is_text(jsonb, integer) from public, anon, authenticated, service_role;
