-- requires: sql/platform/default_privileges.sql
create or replace function private.scope_covers(
  is_everywhere boolean, allowed uuid [], denied uuid [], domain_id uuid
)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if domain_id is null then
    return is_everywhere;
  end if;
  return (is_everywhere or domain_id = any(allowed)) and domain_id <> all(denied);
end;
$$;

comment on function private.scope_covers(boolean, uuid [], uuid [], uuid) is
'Whether a scope of private.permission_scope() reaches a domain; without a domain: everything.';

revoke all on function private.scope_covers(boolean, uuid [], uuid [], uuid) from public;
