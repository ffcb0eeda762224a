-- The landing page says how many cases are open, and what waits for the caller's consent.
set local check_function_bodies = off;

-- squawk-ignore require-concurrent-index-creation
create index cases_open_idx on public.cases (domain_id, id)
where archived_at is null and status not in ('completed', 'cancelled');

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

create or replace function public.hub_summary(domain_ids uuid [] default null)
returns table (kind text, count integer, is_more boolean)
language plpgsql
stable
security definer -- definer: row security would ask for each permission once more
rows 8
set search_path = ''
as $$
begin
  perform private.require_person();
  return query
  select trading.* from private.count_trading(domain_ids) as trading
  union all
  select requests.* from private.count_requests(domain_ids) as requests
  union all
  select decisions.* from private.count_decisions(domain_ids) as decisions;
end;
$$;

comment on function public.hub_summary(uuid []) is
'What there is to look at, in the domains asked for or in all, a row for each kind that the caller may view somewhere: users_joined (in the last 7 days), orders_open, transactions_pending, tickets_open, tickets_mine (assigned to the caller), alerts_open, cases_open and approvals_waiting (what others asked for, and the caller may approve). count goes up to 1000; is_more: there are more. '
'Errors: 42501 PERMISSION_DENIED for whoever is no person of the back office.';
revoke all on function public.hub_summary(uuid []) from public, anon, service_role;
grant execute on function public.hub_summary(uuid []) to authenticated;
