-- requires: sql/rescue/cases_with.sql sql/engagement/permitted_domains.sql sql/identity/member_domains.sql
-- What the policy of cases says, as keys: whole domains, and single cases of others. A list that goes by these keys
-- reads what it shows; under the policy a guardian's page reads the whole domain.
create or replace function private.cases_reached(
  domain_ids uuid [],
  out whole uuid [],
  out other uuid [],
  out case_ids uuid []
)
language plpgsql
stable
security definer -- definer: domains_reached is for our own functions only
set search_path = ''
as $$
declare
  reached constant uuid [] :=
    private.domains_reached('cases.view', 'org') || private.domains_reached('cases.view', 'assigned');
begin
  if reached = '{}' then
    whole := private.permitted_domains('cases.view', domain_ids);
    other := '{}';
    case_ids := '{}';
    return;
  end if;
  whole := private.permitted_among('cases.view', domain_ids);
  if not domain_ids <@ (whole || reached) then
    perform private.fail('42501', 'PERMISSION_DENIED', 'cases.view is not permitted in each of these domains');
  end if;
  other := array(
    select mine.id from unnest(private.member_domains()) as mine (id)
    where mine.id <> all(whole) and (domain_ids is null or mine.id = any(domain_ids))
  );
  case_ids := private.cases_with('cases.view');
end;
$$;

comment on function private.cases_reached(uuid []) is
'Which cases the caller sees, of these domains or of all: all of the domains in whole, and case_ids of the domains in other. Raises 42501 PERMISSION_DENIED where cases.view is held nowhere, or not in a named domain.';
revoke all on function private.cases_reached(uuid []) from public, anon, authenticated, service_role;
