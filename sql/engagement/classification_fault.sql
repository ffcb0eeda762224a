-- requires: sql/platform/is_zoned_time.sql sql/engagement/topic_label.sql
create or replace function private.classification_fault(entry jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(entry) is distinct from 'object' then 'entry: must be an object'
    when private.is_valid_input(entry ->> 'domain_id', 'uuid') is not true then 'domain_id: must be a uuid'
    when private.is_valid_input(entry ->> 'conversation_id', 'uuid') is not true
      then 'conversation_id: must be a uuid'
    when private.is_zoned_time(entry ->> 'classified_at') is not true
      then 'classified_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when coalesce(entry ->> 'source', 'llm') not in ('llm', 'rule') then 'source: must be llm or rule'
    when jsonb_typeof(entry -> 'topics') is distinct from 'array'
      or jsonb_array_length(entry -> 'topics') > 20
      then 'topics: must be an array of at most 20 topics'
    when exists (
      select from jsonb_array_elements(entry -> 'topics') as topic (given)
      where jsonb_typeof(topic.given -> 'name') is distinct from 'string'
        or length(private.topic_label(topic.given ->> 'name')) not between 1 and 100
    ) then 'topics: each must have a name of 1 to 100 characters'
    when jsonb_path_exists(
      entry, 'strict $.topics[*].confidence ? (@.type() != "number" || @ < 0 || @ > 1)', silent => true
    ) then 'topics: confidence must be a number from 0 to 1'
  end;
end;
$$;

comment on function private.classification_fault(jsonb) is
'What is wrong with an entry of store_conversation_topics, as "field: problem"; null when nothing.';

revoke all on function private.classification_fault(jsonb) from public;
