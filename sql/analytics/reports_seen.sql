-- requires: sql/analytics/saved_reports.sql sql/identity/current_person_id.sql sql/identity/memberships.sql
-- requires: sql/identity/strong_auth.sql sql/identity/member_domains.sql
-- definer: reads saved_reports past RLS, which asks this.
create or replace function private.reports_seen()
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
    select r.id from public.saved_reports as r where r.owner_id = me and r.domain_id = any(mine)
    union
    select r.id from public.memberships as m
    inner join public.roles as held on m.role_key = held.key
    inner join public.saved_reports as r on r.visibility <> 'private' and (m.is_all_domains or m.domain_id = r.domain_id)
    where m.person_id = me and m.valid @> now() and r.domain_id = any(mine)
      and (r.visibility = 'all' or r.role_key = m.role_key)
      -- A role that wants a second factor counts with one only.
      and (not held.is_mfa_required or (select private.strong_auth()))
  );
end;
$$;

comment on function private.reports_seen() is
'Ids of the reports that are the caller''s own or shared with a role of the caller''s, or with all of a domain where the caller works. Never null. Ask domains_with() beside it: ids are unique in a domain.';

revoke all on function private.reports_seen() from public;
grant execute on function private.reports_seen() to authenticated, service_role;
