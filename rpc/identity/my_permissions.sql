-- definer: permission_scope is for our own functions only.
create or replace function public.my_permissions()
returns table (permission text, is_all_domains boolean, domain_ids uuid [], reach text)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  person_id uuid := private.require_person();
begin
  return query
  select named.permission, scope.is_everywhere, held.domain_ids, reaches.reach
  from public.permissions as p
  cross join lateral (values (p.resource || '.' || p.action)) as named (permission)
  cross join lateral (
    select 'domain' as reach
    union
    select rp.reach from public.role_permissions as rp
    where rp.resource = p.resource and rp.action = any(private.actions_giving(p.action))
  ) as reaches
  cross join lateral private.permission_scope(person_id, named.permission, null, reaches.reach) as scope
  cross join lateral (
    select private.domains_reached(named.permission, reaches.reach)
    where scope.is_everywhere or scope.allowed <> '{}'
  ) as held (domain_ids)
  where scope.is_everywhere or held.domain_ids <> '{}'
  order by named.permission, reaches.reach;
end;
$$;

comment on function public.my_permissions() is
'What the caller may do and where, one row a permission held anywhere and a reach: permission, is_all_domains (also for what belongs to no domain), domain_ids, reach (domain: every row there; org: what is the organization''s or shared with it; assigned: what one was given). Raises 42501 ACCOUNT_NOT_ACTIVE.';

revoke all on function public.my_permissions() from public, anon, service_role;
grant execute on function public.my_permissions() to authenticated;
