create or replace function public.link_ticket(
  domain_id uuid,
  ticket_id uuid,
  expected_version integer,
  platform_user_id uuid default null,
  order_id uuid default null,
  case_id uuid default null
)
returns integer
language plpgsql
volatile
security definer -- definer: nobody holds update on tickets
set search_path = ''
as $$
declare
  held constant record := private.lock_ticket(link_ticket.domain_id, link_ticket.ticket_id);
  was constant public.tickets := held.ticket;
  ticket public.tickets := was;
begin
  perform private.require_version(expected_version, was.version);
  ticket.platform_user_id := link_ticket.platform_user_id;
  ticket.order_id := link_ticket.order_id;
  ticket.case_id := link_ticket.case_id;
  ticket := private.check_ticket_subject(was, ticket);
  if (was.platform_user_id, was.order_id, was.case_id)
    is not distinct from (ticket.platform_user_id, ticket.order_id, ticket.case_id) then
    return was.version;
  end if;
  update public.tickets as t set
    platform_user_id = ticket.platform_user_id, order_id = ticket.order_id, case_id = ticket.case_id
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  perform private.log_ticket(ticket, 'edited', held.actor);
  return ticket.version;
end;
$$;

comment on function public.link_ticket(uuid, uuid, integer, uuid, uuid, uuid) is
'Says what a ticket is about; returns its version. platform_user_id, order_id, case_id: null: none of these; an order brings its user. For its reporter, and whoever has tickets.edit or support.edit there; what is named must be visible to the caller, what the ticket names already may stay. '
'Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; 40001 STALE_VERSION; 22023 INVALID_INPUT.';
revoke all on function public.link_ticket(uuid, uuid, integer, uuid, uuid, uuid) from public, anon, service_role;
grant execute on function public.link_ticket(uuid, uuid, integer, uuid, uuid, uuid) to authenticated;
