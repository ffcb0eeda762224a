-- requires: sql/support/answer_ticket.sql sql/support/move_ticket.sql sql/support/ticket_comments.sql sql/support/person_may.sql
-- requires: sql/support/open_link.sql sql/support/tell_provider.sql
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
  link constant public.ticket_links := private.open_link(ticket.domain_id, ticket.id);
  next_status text;
  mentioned uuid [];
  followers uuid [];
begin
  if actor = 'support' and said.author_id <> ticket.reporter_id and ticket.first_responded_at is null then
    ticket := private.answer_ticket(ticket);
  end if;
  if link.id is not null then
    perform private.tell_provider(
      link, 'comment', said.id::text,
      jsonb_build_object('id', gen_random_uuid(), 'issue_id', link.id, 'body', said.body)
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
'What a public comment brings with it: the comment on the issue, notifications, and the move that ticket_transitions marks as is_on_reply.';
revoke all on function private.follow_comment(public.tickets, text, public.ticket_comments, uuid [])
from public, anon, authenticated, service_role;
