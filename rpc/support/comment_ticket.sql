create or replace function public.comment_ticket(
  domain_id uuid,
  ticket_id uuid,
  body text,
  mentioned_ids uuid [] default '{}',
  idempotency_key text default null
)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on ticket_comments
set search_path = ''
as $$
declare
  found_ticket public.tickets;
  held record;
  plain constant text := private.check_ticket_text('body', body, 10000);
  made public.ticket_comments;
begin
  held := private.lock_ticket(comment_ticket.domain_id, comment_ticket.ticket_id);
  found_ticket := held.ticket;
  if length(idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  insert into public.ticket_comments (domain_id, ticket_id, author_id, body, idempotency_key)
  values (found_ticket.domain_id, found_ticket.id, private.current_person_id(), plain, comment_ticket.idempotency_key)
  on conflict on constraint ticket_comments_idempotency_key_key do nothing
  returning * into made;
  if not found then
    return (
      select c.id from public.ticket_comments as c
      where c.domain_id = comment_ticket.domain_id and c.ticket_id = comment_ticket.ticket_id
        and c.author_id = private.current_person_id() and c.idempotency_key = comment_ticket.idempotency_key
    );
  end if;
  -- Asked after the insert: a comment that is sent again was right when it was new.
  if found_ticket.status = 'closed' then
    perform private.fail('PT409', 'TICKET_CLOSED', 'the ticket is closed', 'Open a new one.');
  end if;
  perform private.follow_comment(found_ticket, held.actor, made, mentioned_ids);
  return made.id;
end;
$$;

comment on function public.comment_ticket(uuid, uuid, text, uuid [], text) is
'Says something to everybody who sees the ticket; returns the comment''s id. An answer of the reporter to a ticket that waits for him, or is resolved, opens it again. mentioned_ids: people who are told besides those who follow the ticket, as far as they see it. '
'idempotency_key: the same again returns the first comment. Needs to be the reporter, or tickets.edit or support.edit in the domain. Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; PT409 TICKET_CLOSED.';
revoke all on function public.comment_ticket(uuid, uuid, text, uuid [], text) from public, anon, service_role;
grant execute on function public.comment_ticket(uuid, uuid, text, uuid [], text) to authenticated;
