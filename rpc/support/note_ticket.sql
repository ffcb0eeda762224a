create or replace function public.note_ticket(
  domain_id uuid,
  ticket_id uuid,
  body text,
  mentioned_ids uuid [] default '{}',
  idempotency_key text default null
)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on ticket_notes
set search_path = ''
as $$
declare
  found_ticket public.tickets;
  plain constant text := private.check_ticket_text('body', body, 10000);
  note_id uuid;
begin
  perform private.require('support.edit', domain_id);
  found_ticket := (private.lock_ticket(note_ticket.domain_id, note_ticket.ticket_id)).ticket;
  if length(idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  insert into public.ticket_notes (domain_id, ticket_id, author_id, body, idempotency_key)
  values (found_ticket.domain_id, found_ticket.id, private.current_person_id(), plain, note_ticket.idempotency_key)
  on conflict on constraint ticket_notes_idempotency_key_key do nothing
  returning id into note_id;
  if not found then
    return (
      select n.id from public.ticket_notes as n
      where n.domain_id = note_ticket.domain_id and n.ticket_id = note_ticket.ticket_id
        and n.author_id = private.current_person_id() and n.idempotency_key = note_ticket.idempotency_key
    );
  end if;
  -- Without the text, and to those alone who may read it: whom the ticket is given to, and the mentioned.
  perform private.tell_ticket(
    'ticket.mentioned', found_ticket,
    array(
      select distinct named.id from unnest(mentioned_ids || found_ticket.assignee_id) as named (id)
      where private.person_may(named.id, 'support.view', note_ticket.domain_id)
    )
  );
  return note_id;
end;
$$;

comment on function public.note_ticket(uuid, uuid, text, uuid [], text) is
'Says something about a ticket to support alone; returns the note''s id. Reporters neither see nor count it. mentioned_ids: who is told, besides the assignee, as far as they may read it. '
'idempotency_key: the same again returns the first note. Needs support.edit. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';
revoke all on function public.note_ticket(uuid, uuid, text, uuid [], text) from public, anon, service_role;
grant execute on function public.note_ticket(uuid, uuid, text, uuid [], text) to authenticated;
