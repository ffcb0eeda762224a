create or replace function public.create_chatbot_ticket(
  domain_id uuid,
  conversation_id uuid,
  selected_message_id uuid,
  subtype text,
  expected_answer text default null,
  priority text default 'normal',
  idempotency_key text default null
)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on tickets
set search_path = ''
as $$
declare
  draft public.tickets;
begin
  perform private.check_ticket(domain_id, priority, idempotency_key);
  perform private.require('conversations.view', domain_id);
  if subtype in ('accurate_but_not_ok', 'not_accurate') is not true then
    perform private.bad_input('subtype', 'accurate_but_not_ok or not_accurate');
  end if;
  if not exists (
    select from public.conversations as talk
    where talk.domain_id = create_chatbot_ticket.domain_id and talk.id = create_chatbot_ticket.conversation_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  -- What it says now is kept: an edit later would make the complaint look unfounded.
  select m.id, m.content into draft.message_id, draft.message_content
  from public.messages as m
  where m.domain_id = create_chatbot_ticket.domain_id and m.id = selected_message_id
    and m.conversation_id = create_chatbot_ticket.conversation_id and m.role = 'assistant';
  if not found then
    perform private.bad_input('selected_message_id', 'an answer of the agent in this conversation');
  end if;
  draft.domain_id := create_chatbot_ticket.domain_id;
  draft.kind := 'chatbot';
  draft.title := case create_chatbot_ticket.subtype when 'not_accurate' then 'Not accurate: ' else 'Accurate, but not ok: ' end
    || left(regexp_replace(draft.message_content, '\s+', ' ', 'g'), 120);
  draft.conversation_id := create_chatbot_ticket.conversation_id;
  draft.subtype := create_chatbot_ticket.subtype;
  draft.expected_answer := private.check_ticket_text('expected_answer', expected_answer, 10000, false);
  draft.priority := create_chatbot_ticket.priority;
  draft.idempotency_key := create_chatbot_ticket.idempotency_key;
  return private.add_ticket(draft);
end;
$$;

comment on function public.create_chatbot_ticket(uuid, uuid, uuid, text, text, text, text) is
'Reports an answer of the agent; returns the ticket''s id. selected_message_id: the answer; what it says is kept with the ticket. subtype: not_accurate (wrong) or accurate_but_not_ok. expected_answer: what should have been said. '
'priority: low, normal, high, or, for support, urgent. idempotency_key: the same again returns the first ticket. Needs conversations.view and to work in the domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND for the conversation; 22023 INVALID_INPUT, also for a message of another conversation or of somebody else than the agent.';
revoke all on function public.create_chatbot_ticket(uuid, uuid, uuid, text, text, text, text)
from public, anon, service_role;
grant execute on function public.create_chatbot_ticket(uuid, uuid, uuid, text, text, text, text) to authenticated;
