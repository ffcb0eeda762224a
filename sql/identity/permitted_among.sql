-- requires: sql/identity/domains_with.sql
-- A page of one domain need not make, and then look through, the list of all two hundred.
-- definer: reads domains past RLS.
create or replace function private.permitted_among(permission text, wanted uuid [])
returns uuid []
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  person_id uuid;
  scope record;
begin
  if wanted is null then
    return private.domains_with(permission);
  end if;
  person_id := private.current_person_id();
  if person_id is null then
    return '{}'::uuid [];
  end if;
  scope := private.permission_scope(person_id, permission);
  return array(
    select d.id from public.domains as d
    where d.id = any(wanted) and d.archived_at is null
      and (scope.is_everywhere or d.id = any(scope.allowed)) and d.id <> all(scope.denied)
  );
end;
$$;

comment on function private.permitted_among(text, uuid []) is
'Which of the wanted domains domains_with(permission) has; all that it has where wanted is null. Never null.';

revoke all on function private.permitted_among(text, uuid []) from public;
grant execute on function private.permitted_among(text, uuid []) to authenticated, service_role;
