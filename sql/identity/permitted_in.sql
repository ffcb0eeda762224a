-- requires: sql/identity/person_exceptions.sql sql/identity/current_person_id.sql sql/identity/strong_auth.sql
-- For an RPC that shows one thing with its parts, each with its own permission. permission_scope gathers all domains,
-- for one permission after the other, to look one up; here one statement asks it all, of one domain. A test holds
-- what both say against each other, for everybody and everything.
-- definer: reads memberships and grants past RLS.
create or replace function private.permitted_in(domain_id uuid, permissions text [])
returns text []
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  asking_id constant uuid := private.current_person_id();
begin
  return array(
    select asked.permission
    from unnest(permissions) as asked (permission)
    cross join lateral (
      select split_part(asked.permission, '.', 1), split_part(asked.permission, '.', 2)
    ) as wanted (resource, action)
    cross join lateral (
      select bool_or(p.effect = 'allow') as is_allowed, bool_or(p.effect = 'deny') as is_denied
      from public.person_permissions as p
      where p.person_id = asking_id and p.resource = wanted.resource
        and (p.is_all_domains or p.domain_id = permitted_in.domain_id)
        and (p.expires_at is null or p.expires_at > now())
        and p.action = any(case p.effect
          when 'allow' then private.actions_giving(wanted.action) else private.actions_taking(wanted.action) end)
    ) as except_for
    where except_for.is_denied is not true
      and exists (select from public.domains as d where d.id = permitted_in.domain_id and d.archived_at is null)
      and exists (
        select from public.memberships as held
        where held.person_id = asking_id and held.valid @> now()
          and (held.is_all_domains or held.domain_id = permitted_in.domain_id)
          and (held.role_key <> all(array(select r.key from public.roles as r where r.is_mfa_required))
            or (select private.strong_auth()))
          and (except_for.is_allowed or exists (
            select from public.role_permissions as rp
            where rp.role_key = held.role_key and rp.resource = wanted.resource
              and rp.action = any(private.actions_giving(wanted.action)) and rp.reach = 'domain'))
      )
  );
end;
$$;

comment on function private.permitted_in(uuid, text []) is
'Which of these permissions the caller has in that domain, as domains_with would say. Never null; none in an archived domain, or in none.';

revoke all on function private.permitted_in(uuid, text []) from public;
