-- requires: sql/platform/default_privileges.sql
-- The one place that decides a permission; domains_with, holds and why_can ask it.
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
  resource_asked text := split_part(permission, '.', 1);
  action_asked text := split_part(permission, '.', 2);
  giving text [] := private.actions_giving(action_asked);
  extra record;
  is_member_everywhere boolean;
begin
  extra := private.person_exceptions(person_id, resource_asked, action_asked);
  denied := extra.denied;
  -- An exception takes from every reach, and gives whole domains.
  if reach <> 'domain' then
    extra.is_allowed := false;
    extra.allowed := '{}';
  end if;
  -- A grant widens what a membership permits, never where: both are asked of the same row.
  select
    coalesce(bool_or(m.is_all_domains and (by_role.yes or extra.is_allowed)), false),
    coalesce(bool_or(m.is_all_domains), false),
    coalesce(array_agg(m.domain_id) filter (where m.domain_id is not null and (
      by_role.yes or extra.is_allowed or m.domain_id = any(extra.allowed))), '{}')
  into is_everywhere, is_member_everywhere, allowed
  from public.memberships as m
  inner join public.roles as r on r.key = m.role_key
  cross join lateral (select exists (
    select from public.role_permissions as rp
    where rp.role_key = m.role_key and rp.resource = resource_asked
      and rp.action = any(giving) and rp.reach = permission_scope.reach
  )) as by_role (yes)
  where m.person_id = permission_scope.person_id
    and m.valid @> now()
    and (not r.is_mfa_required or coalesce(is_login_strong, private.strong_auth()));
  if is_member_everywhere then
    allowed := allowed || extra.allowed;
  end if;
  if extra.is_denied then
    is_everywhere := false;
    allowed := '{}';
  end if;
end;
$$;

comment on function private.permission_scope(uuid, text, boolean, text) is
'Where a person has a permission: everywhere or in allowed, and in neither case in denied. is_login_strong answers for roles that need a second factor; null asks the session. reach: as in role_permissions; whoever does not say asks for whole domains.';

revoke all on function private.permission_scope(uuid, text, boolean, text) from public;
