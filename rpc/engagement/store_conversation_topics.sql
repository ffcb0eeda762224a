create or replace function public.store_conversation_topics(entries jsonb)
returns jsonb
language plpgsql
volatile
security definer -- definer: the worker's key may write these tables in no other way
set search_path = ''
as $$
declare
  batch private.classification [];
  part record;
begin
  perform private.check_batch('entries', entries);
  batch := private.fresh_classifications(private.read_classifications(entries));
  delete from public.conversation_topics as held
  using unnest(batch) as entry
  where held.domain_id = entry.domain_id and held.conversation_id = entry.conversation_id;
  insert into public.conversation_topics (domain_id, conversation_id, topic_id, confidence, source)
  select found.domain_id, found.conversation_id, found.topic_id, found.confidence, found.source
  from private.named_topics(batch) as found;
  update public.conversations as talk
  set topics_at = entry.classified_at, topics_source = entry.source
  from unnest(batch) as entry
  where talk.domain_id = entry.domain_id and talk.id = entry.conversation_id;
  for part in
    select entry.domain_id, count(*) as conversations
    from unnest(batch) as entry
    group by entry.domain_id
    order by entry.domain_id
  loop
    perform private.audit_event(
      'classify', 'conversation_topics', null, part.domain_id,
      jsonb_build_object('conversations', part.conversations)
    );
  end loop;
  return jsonb_build_object(
    'received', jsonb_array_length(entries),
    'stored', cardinality(batch),
    'unchanged', jsonb_array_length(entries) - cardinality(batch)
  );
end;
$$;

comment on function public.store_conversation_topics(jsonb) is
'For the worker of the model: stores what up to 1000 conversations are about, as [{"domain_id", "conversation_id", "classified_at", "source": "llm" or "rule", "topics": [{"name": "Pricing", "confidence": 0.9}]}]; no topics means classified as none. Of each conversation the newest classification counts, whatever the order of batches, and what a person said stays; sent again it changes nothing. Topics that nobody named before are made; merged ones keep what was said. Returns received, stored, unchanged. Needs the secret key. '
'Errors: 22023 BATCH_TOO_LARGE, INVALID_INPUT that names entry and field.';

revoke all on function public.store_conversation_topics(jsonb) from public, anon, authenticated;
grant execute on function public.store_conversation_topics(jsonb) to service_role;
