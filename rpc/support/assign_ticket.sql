create or replace function public.assign_ticket(
  domain_id uuid,
  ticket_id uuid,
  assignee_id uuid,
  expected_version integer
)
returns integer
language plpgsql
volatile
security definer -- definer: nobody holds update on tickets
set search_path = ''
as $$
declare
  found_ticket public.tickets;
  was_id uuid;
begin
  perform private.require('support.edit', domain_id);
  found_ticket := (private.lock_ticket(assign_ticket.domain_id, assign_ticket.ticket_id)).ticket;
  perform private.require_version(expected_version, found_ticket.version);
  if assignee_id is not null and not private.person_may(assignee_id, 'support.edit', domain_id) then
    perform private.bad_input('assignee_id', 'somebody who has support.edit in this domain');
  end if;
  was_id := found_ticket.assignee_id;
  if was_id is not distinct from assignee_id then
    return found_ticket.version;
  end if;
  update public.tickets as t set assignee_id = assign_ticket.assignee_id
  where t.domain_id = assign_ticket.domain_id and t.id = assign_ticket.ticket_id
  returning * into found_ticket;
  perform private.log_ticket(found_ticket, 'assignee', 'support', was_id::text, assignee_id::text);
  perform private.tell_ticket('ticket.assigned', found_ticket, array[found_ticket.assignee_id]);
  return found_ticket.version;
end;
$$;

comment on function public.assign_ticket(uuid, uuid, uuid, integer) is
'Gives a ticket to somebody of support, or, with null, to nobody; returns the ticket''s version. assignee_id: the person. Needs support.edit, as does whom it is given to. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT.';
revoke all on function public.assign_ticket(uuid, uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.assign_ticket(uuid, uuid, uuid, integer) to authenticated;
