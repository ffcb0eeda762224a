-- requires: sql/analytics/dashboards.sql sql/identity/current_person_id.sql sql/identity/memberships.sql
-- requires: sql/identity/strong_auth.sql sql/identity/member_domains.sql
-- definer: reads dashboards past RLS, which asks this.
create or replace function private.dashboards_seen()
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
  mine constant uuid [] := private.member_domains();
begin
  return array(
    select d.id from public.dashboards as d where d.owner_id = me and d.domain_id = any(mine)
    union
    select d.id from public.memberships as m
    inner join public.roles as r on m.role_key = r.key
    inner join public.dashboards as d on d.visibility <> 'private' and (m.is_all_domains or m.domain_id = d.domain_id)
    where m.person_id = me and m.valid @> now() and d.domain_id = any(mine)
      and (d.visibility = 'all' or d.role_key = m.role_key)
      -- A role that wants a second factor counts with one only.
      and (not r.is_mfa_required or (select private.strong_auth()))
  );
end;
$$;

comment on function private.dashboards_seen() is
'Ids of the dashboards that are the caller''s own or shared with a role of the caller''s, or with all of a domain where the caller works. Never null. Ask domains_with() beside it: ids are unique in a domain.';

revoke all on function private.dashboards_seen() from public;
grant execute on function private.dashboards_seen() to authenticated, service_role;
