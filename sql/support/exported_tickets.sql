-- requires: sql/support/ticket_comments.sql sql/support/ticket_notes.sql sql/engagement/conversations.sql
-- What was said about the person, not by whom: colleagues are not asked for. Notes too: that support
-- keeps them from reporters does not keep them from whom they are about.
create or replace function private.exported_tickets(domain_id uuid, visitor_ids uuid [])
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'conversation_id', ticket.conversation_id, 'message_id', ticket.message_id, 'number', ticket.number,
      'kind', ticket.kind, 'subtype', ticket.subtype, 'status', ticket.status, 'created_at', ticket.created_at,
      'title', ticket.title, 'description', ticket.description,
      'message_content', ticket.message_content, 'expected_answer', ticket.expected_answer,
      'comments', (
        select coalesce(jsonb_agg(
          jsonb_build_object('created_at', said.created_at, 'body', said.body) order by said.created_at, said.id
        ), '[]')
        from public.ticket_comments as said
        where said.domain_id = ticket.domain_id and said.ticket_id = ticket.id
      ),
      'notes', (
        select coalesce(jsonb_agg(
          jsonb_build_object('created_at', said.created_at, 'body', said.body) order by said.created_at, said.id
        ), '[]')
        from public.ticket_notes as said
        where said.domain_id = ticket.domain_id and said.ticket_id = ticket.id
      )
    ) order by ticket.number), '[]')
    from public.conversations as talk
    inner join public.tickets as ticket
      on talk.domain_id = ticket.domain_id and talk.id = ticket.conversation_id
    where talk.domain_id = exported_tickets.domain_id and talk.visitor_id = any(visitor_ids)
  );
end;
$$;

comment on function private.exported_tickets(uuid, uuid []) is
'The tickets about conversations of these visitors, with what was said about them.';

revoke all on function private.exported_tickets(uuid, uuid []) from public;
