-- requires: sql/identity/permission_scope.sql sql/identity/current_person_id.sql
-- Every policy asks this one question, once a statement: any((select domains_with(...))::uuid[]).
-- plpgsql, because a definer function in SQL is planned anew at each call; force_generic_plan here and
-- in what it calls, because Postgres would otherwise plan anew for each person: 0.05 ms against 0.4
-- (bench/bench_permissions.py).
-- definer: reads domains past RLS.
create or replace function private.domains_with(permission text)
returns uuid []
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  person_id uuid := private.current_person_id();
  scope record;
begin
  if person_id is null then
    return '{}'::uuid [];
  end if;
  scope := private.permission_scope(person_id, permission);
  if scope.is_everywhere then
    return array(
      select d.id from public.domains as d
      where d.archived_at is null and d.id <> all(scope.denied)
      order by d.id -- As domains_open_idx has them: what compares rows with a list sorts it first.
    );
  end if;
  if scope.allowed = '{}' then
    return '{}'::uuid [];
  end if;
  return array(
    select d.id from public.domains as d
    where d.id = any(scope.allowed) and d.archived_at is null and d.id <> all(scope.denied)
  );
end;
$$;

comment on function private.domains_with(text) is
'Ids of the domains in which the caller has the permission, as in conversations.view. Never null; empty means nowhere. Archived domains are never in it.';

revoke all on function private.domains_with(text) from public;
grant execute on function private.domains_with(text) to authenticated, service_role;
