-- requires: sql/identity/roles.sql sql/platform/bad_input.sql
create or replace function private.check_dashboard(title text, visibility text, role_key text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if length(btrim(title)) between 1 and 100 is not true then
    perform private.bad_input('title', 'must be a text of 1 to 100 characters');
  end if;
  if visibility in ('private', 'role', 'all') is not true then
    perform private.bad_input('visibility', 'must be private, role or all');
  end if;
  if visibility = 'role' and not exists (select from public.roles as r where r.key = check_dashboard.role_key) then
    perform private.bad_input('role_key', 'must be a role, as it is shared with one');
  end if;
  if visibility <> 'role' and role_key is not null then
    perform private.bad_input('role_key', 'is for visibility role alone');
  end if;
end;
$$;

comment on function private.check_dashboard(text, text, text) is
'Raises 22023 unless a dashboard can be called so and shared so.';
revoke all on function private.check_dashboard(text, text, text) from public, anon, authenticated, service_role;
