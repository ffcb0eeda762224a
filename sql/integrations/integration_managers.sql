-- requires: sql/support/person_may.sql
create or replace function private.integration_managers(domain_id uuid)
returns uuid []
language plpgsql
stable
security definer -- definer: reads people and memberships past RLS
set search_path = ''
as $$
begin
  return array(
    select distinct m.person_id from public.memberships as m
    where (m.is_all_domains or m.domain_id = integration_managers.domain_id)
      and private.person_may(m.person_id, 'integrations.manage', integration_managers.domain_id)
    order by m.person_id
  );
end;
$$;

comment on function private.integration_managers(uuid) is 'Who manages the integrations of a domain, and so is told when one fails.';
revoke all on function private.integration_managers(uuid) from public, anon, authenticated, service_role;
