create or replace function public.transition_ticket(
  domain_id uuid,
  ticket_id uuid,
  to_status text,
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
  held record;
begin
  held := private.lock_ticket(transition_ticket.domain_id, transition_ticket.ticket_id);
  found_ticket := held.ticket;
  perform private.require_version(expected_version, found_ticket.version);
  if not exists (
    select from public.ticket_transitions as allowed
    where allowed.from_status = found_ticket.status and allowed.to_status = transition_ticket.to_status
      and allowed.actor = held.actor
  ) then
    perform private.fail(
      'PT409', 'TRANSITION_NOT_ALLOWED',
      format('the ticket is %s, from where you cannot make it %s', found_ticket.status, coalesce(to_status, 'null')),
      'ticket_detail() lists where to it may go.'
    );
  end if;
  found_ticket := private.move_ticket(found_ticket, to_status, held.actor);
  return found_ticket.version;
end;
$$;

comment on function public.transition_ticket(uuid, uuid, text, integer) is
'Gives a ticket another status, as ticket_transitions allows it to whoever calls; returns the ticket''s new version. to_status: a key of ticket_statuses. Its reporter, and whoever has tickets.edit there, resolves, withdraws and reopens it; support.edit does the rest. '
'Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; 40001 STALE_VERSION; PT409 TRANSITION_NOT_ALLOWED.';
revoke all on function public.transition_ticket(uuid, uuid, text, integer) from public, anon, service_role;
grant execute on function public.transition_ticket(uuid, uuid, text, integer) to authenticated;
