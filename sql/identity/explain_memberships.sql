-- requires: sql/identity/memberships.sql sql/identity/person_exceptions.sql
-- Part of why_can(), which has checked the caller.
create or replace function private.explain_memberships(person_id uuid, permission text, domain_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: reads memberships past RLS
set search_path = ''
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'role_key', m.role_key, 'is_all_domains', m.is_all_domains, 'domain_id', m.domain_id,
      'valid', m.valid, 'counts_now', m.valid @> now(), 'given_by', array(
        select rp.action from public.role_permissions as rp
        where rp.role_key = m.role_key
          and rp.resource = split_part(permission, '.', 1)
          and rp.action = any(private.actions_giving(split_part(permission, '.', 2)))
      ), 'reach', (
        select min(rp.reach) from public.role_permissions as rp
        where rp.role_key = m.role_key
          and rp.resource = split_part(permission, '.', 1)
          and rp.action = any(private.actions_giving(split_part(permission, '.', 2)))
      )
    ) order by m.is_all_domains desc, m.domain_id)
    from public.memberships as m
    where m.person_id = explain_memberships.person_id
      and (m.is_all_domains or m.domain_id = explain_memberships.domain_id)
  ), '[]');
end;
$$;

comment on function private.explain_memberships(uuid, text, uuid) is
'The memberships of a person that reach the domain, each with the actions of its role that give the permission, and how far they reach.';

revoke all on function private.explain_memberships(uuid, text, uuid) from public;
