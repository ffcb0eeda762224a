-- requires: sql/platform/hub_count.sql sql/identity/permitted_among.sql sql/rescue/cases_with.sql sql/audit/approvals.sql
create or replace function private.count_decisions(domain_ids uuid [])
returns setof private.hub_count
language plpgsql
stable
security invoker
set search_path = ''
set jit = off
as $$
declare
  whole constant uuid [] := private.permitted_among('cases.view', domain_ids);
  -- Where single cases are reached: as their guardian, or through one's organization.
  reached constant uuid [] := array(
    select d.id
    from unnest(
      private.domains_reached('cases.view', 'org') || private.domains_reached('cases.view', 'assigned')
    ) as d (id)
    where d.id <> all(whole) and (domain_ids is null or d.id = any(domain_ids))
  );
  single constant uuid [] := private.cases_with('cases.view');
  deciding constant uuid [] := private.permitted_among('fees.manage', domain_ids)
  || private.permitted_among('commissions.manage', domain_ids);
  decides_access constant boolean := domain_ids is null and private.holds('collaborators.manage');
begin
  return query
  select counted.kind, least(counted.number, 1000)::integer, counted.number > 1000
  from (
    select 'cases_open' as kind, whole || reached <> '{}' as is_asked, (
      select count(*) from (
        select from public.cases as c
        where (c.domain_id = any(whole) or c.domain_id = any(reached) and c.id = any(single))
          and c.archived_at is null and c.status not in ('completed', 'cancelled')
        limit 1001
      ) as few
    ) as number
    union all
    select 'approvals_waiting', decides_access or deciding <> '{}', (
      select count(*) from (
        select from public.approvals as a
        where a.approved_by is null and a.expires_at > now() and a.requested_by <> private.current_person_id()
          and case when a.domain_id is null then decides_access
            else a.domain_id = any(private.permitted_among(a.permission, domain_ids)) end
        limit 1001
      ) as few
    )
  ) as counted
  where counted.is_asked;
end;
$$;

comment on function private.count_decisions(uuid []) is
'cases_open (neither completed nor cancelled, nor archived, as far as the caller sees them) and approvals_waiting (what others asked for, and the caller may approve) of these domains or of all, each where the caller could see any.';
revoke all on function private.count_decisions(uuid []) from public, anon, authenticated, service_role;
