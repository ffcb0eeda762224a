-- requires: sql/support/answer_ticket.sql sql/support/move_ticket.sql sql/support/ticket_comments.sql sql/support/person_may.sql
create or replace function private.follow_comment(
  ticket public.tickets,
  actor text,
  said public.ticket_comments,
  mentioned_ids uuid []
)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox, or on notifications
set search_path = ''
as $$
declare
  issue_id uuid;
  next_status text;
  mentioned uuid [];
  followers uuid [];
begin
  if actor = 'support' and said.author_id <> ticket.reporter_id and ticket.first_responded_at is null then
    ticket := private.answer_ticket(ticket);
  end if;
  select l.id into issue_id from public.ticket_links as l
  where l.domain_id = ticket.domain_id and l.ticket_id = ticket.id and l.provider = 'linear';
  if found then
    perform private.enqueue(
      'linear.comment.create', 'linear.comment.create:' || said.id,
      jsonb_build_object('id', gen_random_uuid(), 'issue_id', issue_id, 'body', said.body),
      ticket.domain_id
    );
  end if;
  mentioned := array(
    select distinct named.id from unnest(mentioned_ids) as named (id)
    where private.person_may(named.id, 'tickets.view', ticket.domain_id) or named.id = ticket.reporter_id
  );
  followers := array(
    select follower.id from unnest(private.ticket_people(ticket)) as follower (id)
    where follower.id <> all(mentioned)
  );
  perform private.tell_ticket('ticket.mentioned', ticket, mentioned, said.body);
  perform private.tell_ticket('ticket.commented', ticket, followers, said.body);
  select t.to_status into next_status from public.ticket_transitions as t
  where t.from_status = ticket.status and t.actor = follow_comment.actor and t.is_on_reply;
  if found then
    perform private.move_ticket(ticket, next_status, actor);
  end if;
end;
$$;

comment on function private.follow_comment(public.tickets, text, public.ticket_comments, uuid []) is
'What a public comment brings with it: the comment in Linear, notifications, and the move that ticket_transitions marks as is_on_reply.';
revoke all on function private.follow_comment(public.tickets, text, public.ticket_comments, uuid [])
from public, anon, authenticated, service_role;
