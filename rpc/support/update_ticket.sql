create or replace function public.update_ticket(
  domain_id uuid,
  ticket_id uuid,
  expected_version integer,
  title text default null,
  description text default null,
  priority text default null
)
returns integer
language plpgsql
volatile
security definer -- definer: nobody holds update on tickets
set search_path = ''
as $$
declare
  was public.tickets;
  ticket public.tickets;
  held record;
begin
  held := private.lock_ticket(update_ticket.domain_id, update_ticket.ticket_id);
  was := held.ticket;
  perform private.require_version(expected_version, was.version);
  if was.status = 'closed' then
    perform private.fail('PT409', 'TICKET_CLOSED', 'the ticket is closed', 'Open a new one.');
  end if;
  if priority is not null and priority <> all('{urgent,high,normal,low}') then
    perform private.bad_input('priority', 'urgent, high, normal or low');
  end if;
  if priority is not null and held.actor <> 'support' then
    perform private.fail('42501', 'PERMISSION_DENIED', 'support.edit is not permitted');
  end if;
  if was.kind = 'chatbot' and title is not null then
    perform private.bad_input('title', 'of a chatbot issue is made from the answer');
  end if;
  ticket := was;
  if title is not null then
    ticket.title := private.check_ticket_text('title', title, 200);
  end if;
  if description is not null then
    ticket.description := coalesce(private.check_ticket_text('description', description, 10000, false), '');
  end if;
  ticket.priority := coalesce(update_ticket.priority, was.priority);
  return private.edit_ticket(was, ticket, held.actor);
end;
$$;

comment on function public.update_ticket(uuid, uuid, integer, text, text, text) is
'Changes title, description or priority of a ticket; returns its version. title, description, priority: null leaves it as it is. Its reporter, and whoever has tickets.edit or support.edit there, changes the text; the priority needs support.edit. Making it urgent tells all of support. '
'Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; 40001 STALE_VERSION; PT409 TICKET_CLOSED; 22023 INVALID_INPUT.';
revoke all on function public.update_ticket(uuid, uuid, integer, text, text, text) from public, anon, service_role;
grant execute on function public.update_ticket(uuid, uuid, integer, text, text, text) to authenticated;
