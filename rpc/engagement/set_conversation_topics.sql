create or replace function public.set_conversation_topics(
  domain_id uuid,
  conversation_id uuid,
  topic_ids uuid []
)
returns void
language plpgsql
volatile
security definer -- definer: these tables are written by functions alone
set search_path = ''
as $$
begin
  perform private.require('topics.edit', set_conversation_topics.domain_id);
  perform private.require('conversations.view', set_conversation_topics.domain_id);
  if topic_ids is null or cardinality(topic_ids) > 20 then
    perform private.bad_input('topic_ids', 'must be an array of at most 20 topics');
  end if;
  perform
  from public.conversations as talk
  where talk.domain_id = set_conversation_topics.domain_id
    and talk.id = set_conversation_topics.conversation_id
  for no key update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  perform private.find_topic(set_conversation_topics.domain_id, named.id) from unnest(topic_ids) as named (id);
  delete from public.conversation_topics as held
  where held.domain_id = set_conversation_topics.domain_id
    and held.conversation_id = set_conversation_topics.conversation_id;
  insert into public.conversation_topics (domain_id, conversation_id, topic_id, confidence, source)
  select distinct
    set_conversation_topics.domain_id, set_conversation_topics.conversation_id, named.id, 1, 'human'
  from unnest(topic_ids) as named (id);
  update public.conversations as talk set topics_at = now(), topics_source = 'human'
  where talk.domain_id = set_conversation_topics.domain_id
    and talk.id = set_conversation_topics.conversation_id;
  perform private.audit_event(
    'classify', 'conversation_topics', set_conversation_topics.conversation_id::text,
    set_conversation_topics.domain_id, jsonb_build_object('topic_ids', topic_ids)
  );
end;
$$;

comment on function public.set_conversation_topics(uuid, uuid, uuid []) is
'Says what a conversation is about, {} for nothing; models no longer change it. Needs topics.edit and conversations.view there. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND, of the conversation or a topic; PT409 ALREADY_MERGED.';

revoke all on function public.set_conversation_topics(uuid, uuid, uuid []) from public, anon, service_role;
grant execute on function public.set_conversation_topics(uuid, uuid, uuid []) to authenticated;
