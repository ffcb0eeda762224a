-- requires: sql/identity/memberships.sql sql/identity/strong_auth.sql sql/identity/current_person_id.sql
-- For what a person may see as somebody who works in a domain, whatever the work is: notifications.
-- definer: reads memberships and domains past RLS.
create or replace function private.member_domains()
returns uuid []
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  me constant uuid := private.current_person_id();
  is_everywhere boolean;
  mine uuid [];
begin
  select coalesce(bool_or(m.is_all_domains), false), array_agg(m.domain_id)
  into is_everywhere, mine
  from public.memberships as m
  inner join public.roles as r on r.key = m.role_key
  where m.person_id = me and m.valid @> now() and (not r.is_mfa_required or private.strong_auth());
  return array(
    select d.id from public.domains as d
    where d.archived_at is null and (is_everywhere or d.id = any(mine))
  );
end;
$$;

comment on function private.member_domains() is
'Ids of the domains in which the caller has a membership that counts now, whatever it permits. Never null; archived domains are never in it.';

revoke all on function private.member_domains() from public;
grant execute on function private.member_domains() to authenticated, service_role;
