-- requires: sql/platform/default_privileges.sql
-- The one place that decides a permission; domains_with, holds and why_can ask it. Every request asks it, so it
-- looks roles up as lists, which costs half of joining them, and exceptions only of people who have any.
-- definer: reads memberships and grants past RLS.
create or replace function private.permission_scope(
  person_id uuid,
  permission text,
  is_login_strong boolean default null,
  reach text default 'domain',
  out is_everywhere boolean,
  out allowed uuid [],
  out denied uuid []
)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  resource_asked constant text := split_part(permission, '.', 1);
  action_asked constant text := split_part(permission, '.', 2);
  giving constant text [] := private.actions_giving(action_asked);
  is_given boolean := false;
  is_taken boolean := false;
  given uuid [] := '{}';
  is_member_everywhere boolean;
begin
  denied := '{}';
  if exists (select from public.person_permissions as p where p.person_id = permission_scope.person_id) then
    select e.* into is_given, is_taken, given, denied
    from private.person_exceptions(person_id, resource_asked, action_asked) as e;
  end if;
  -- An exception takes from every reach, and gives whole domains.
  if reach <> 'domain' then
    is_given := false;
    given := '{}';
  end if;
  -- A grant widens what a membership permits, never where: both are asked of the same row.
  select
    coalesce(bool_or(m.is_all_domains and m.is_permitted), false),
    coalesce(bool_or(m.is_all_domains), false),
    coalesce(array_agg(m.domain_id) filter (
      where not m.is_all_domains and (m.is_permitted or m.domain_id = any(given))), '{}')
  into is_everywhere, is_member_everywhere, allowed
  from (
    select held.domain_id, held.is_all_domains, is_given or held.role_key = any(array(
        select rp.role_key from public.role_permissions as rp
        where rp.resource = resource_asked
          and rp.action = any(giving) and rp.reach = permission_scope.reach)) as is_permitted
    from public.memberships as held
    where held.person_id = permission_scope.person_id and held.valid @> now()
      and (held.role_key <> all(array(select r.key from public.roles as r where r.is_mfa_required))
        or (select coalesce(is_login_strong, private.strong_auth())))
    offset 0 -- Decided once a membership, not once for each number above.
  ) as m;
  if is_member_everywhere then
    allowed := allowed || given;
  end if;
  if is_taken then
    is_everywhere := false;
    allowed := '{}';
  end if;
end;
$$;

comment on function private.permission_scope(uuid, text, boolean, text) is
'Where a person has a permission: everywhere or in allowed, and in neither case in denied. is_login_strong answers for roles that need a second factor; null asks the session. reach: as in role_permissions; whoever does not say asks for whole domains.';

revoke all on function private.permission_scope(uuid, text, boolean, text) from public;
