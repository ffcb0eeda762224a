-- requires: sql/identity/permission_scope.sql sql/identity/current_person_id.sql
-- For permissions that reach less than whole domains; which rows that leaves is asked of another helper,
-- such as private.cases_with(). Policies ask domains_with(), which is for whole domains alone and shorter.
-- definer: reads domains past RLS.
create or replace function private.domains_reached(permission text, reach text)
returns uuid []
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  scope constant record := private.permission_scope(
    private.current_person_id(), permission, null, domains_reached.reach
  );
begin
  return array(
    select d.id from public.domains as d
    where (scope.is_everywhere or d.id = any(scope.allowed))
      and d.archived_at is null and d.id <> all(scope.denied)
  );
end;
$$;

comment on function private.domains_reached(text, text) is
'Ids of the domains in which the caller has the permission, as in cases.view, with that reach (domain, org, assigned). Never null; archived domains are never in it.';

revoke all on function private.domains_reached(text, text) from public, anon, authenticated, service_role;
