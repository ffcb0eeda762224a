-- requires: sql/platform/hub_count.sql sql/identity/permitted_among.sql sql/support/tickets.sql sql/events/alerts.sql
create or replace function private.count_requests(domain_ids uuid [])
returns setof private.hub_count
language plpgsql
stable
security invoker
set search_path = ''
set jit = off
as $$
declare
  ticket_domains constant uuid [] := private.permitted_among('tickets.view', domain_ids);
  support_domains constant uuid [] := private.permitted_among('support.view', domain_ids);
  event_domains constant uuid [] := private.permitted_among('events.view', domain_ids);
begin
  return query
  select counted.kind, least(counted.number, 1000)::integer, counted.number > 1000
  from (
    select 'tickets_open' as kind, ticket_domains as asked, (
      select count(*) from (
        select from unnest(ticket_domains) as tenant (id)
        cross join public.ticket_statuses as s
        cross join lateral (
          select from public.tickets as t where t.domain_id = tenant.id and t.status = s.key limit 1001
        ) as t
        where s.is_open limit 1001
      ) as few
    ) as number
    union all
    select 'tickets_mine', support_domains, (
      select count(*) from (
        select from public.tickets as t
        inner join public.ticket_statuses as s on s.key = t.status and s.is_open
        where t.assignee_id = private.current_person_id() and t.domain_id = any(support_domains) limit 1001
      ) as few
    )
    union all
    select 'alerts_open', event_domains, (
      select count(*) from (
        select from public.alerts as a where a.domain_id = any(event_domains) and a.state = 'open' limit 1001
      ) as few
    )
  ) as counted
  where counted.asked <> '{}';
end;
$$;

comment on function private.count_requests(uuid []) is
'tickets_open, tickets_mine (open, assigned to the caller, where he works in support) and alerts_open of these domains or of all, each where the caller may view it somewhere.';
revoke all on function private.count_requests(uuid []) from public, anon, authenticated, service_role;
