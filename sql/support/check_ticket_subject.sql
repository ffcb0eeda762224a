-- requires: sql/support/tickets.sql sql/identity/permitted_in.sql sql/rescue/cases_with.sql sql/platform/fail.sql
-- Whoever names something must see it, or a refusal would tell what there is; what the ticket names already may stay.
create or replace function private.check_ticket_subject(was public.tickets, ticket public.tickets)
returns public.tickets
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  held constant text [] := private.permitted_in(ticket.domain_id, '{platform_users.view,orders.view,cases.view}');
  trader_id uuid := was.platform_user_id;
begin
  if ticket.order_id is not null then
    select o.platform_user_id into trader_id from public.orders as o
    where o.domain_id = ticket.domain_id and o.id = ticket.order_id
      and ('orders.view' = any(held) or o.id = was.order_id);
    if not found then
      perform private.fail('P0002', 'NOT_FOUND', 'there is no such order');
    end if;
    if ticket.platform_user_id <> trader_id then
      perform private.bad_input('platform_user_id', 'is not whose order it is');
    end if;
    ticket.platform_user_id := trader_id;
  end if;
  if ticket.platform_user_id is distinct from trader_id and ticket.platform_user_id is not null and not exists (
    select from public.platform_users as u
    where u.domain_id = ticket.domain_id and u.id = ticket.platform_user_id and 'platform_users.view' = any(held)
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  if ticket.case_id is distinct from was.case_id and ticket.case_id is not null and not exists (
    select from public.cases as c
    where c.domain_id = ticket.domain_id and c.id = ticket.case_id
      and ('cases.view' = any(held) or c.id = any(private.cases_with('cases.view')))
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such case');
  end if;
  return ticket;
end;
$$;

comment on function private.check_ticket_subject(public.tickets, public.tickets) is
'The ticket with what it is to be about; an order brings its user. was: as it is now. Raises P0002 NOT_FOUND for what is not there or not visible to the caller, who works in the domain, and 22023 INVALID_INPUT for a user and another''s order.';
revoke all on function private.check_ticket_subject(public.tickets, public.tickets)
from public, anon, authenticated, service_role;
