-- requires: sql/rescue/case_shares.sql sql/rescue/case_guardians.sql sql/identity/domains_reached.sql
-- What domains_with() leaves out: single cases of domains of which one does not see all.
-- definer: reads cases, shares and guardians past RLS, which asks this.
create or replace function private.cases_with(permission text)
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
  given_in constant uuid [] := private.domains_reached(permission, 'assigned');
  org_in constant uuid [] := private.domains_reached(permission, 'org');
  my_org constant uuid := (select p.org_id from public.people as p where p.id = me);
begin
  if given_in = '{}' and org_in = '{}' then
    return '{}'::uuid [];
  end if;
  return array(
    select g.case_id from public.case_guardians as g
    where g.guardian_id = me and g.valid @> now() and g.domain_id = any(given_in)
    union
    select c.id from public.cases as c
    where c.org_id = my_org and c.domain_id = any(org_in)
    union
    -- A share is for reading, whatever its level.
    select s.case_id from public.case_shares as s
    where s.org_id = my_org and s.domain_id = any(org_in)
      and (s.expires_at is null or s.expires_at > now())
      and split_part(permission, '.', 2) = 'view'
  );
end;
$$;

comment on function private.cases_with(text) is
'Ids of the cases for which the caller has the permission, as in cases.view or case_documents.edit, by more than working in the domain: as guardian now, or through his organization. Never null. Ask member_domains() beside it: ids are unique in a domain.';

revoke all on function private.cases_with(text) from public;
grant execute on function private.cases_with(text) to authenticated, service_role;
