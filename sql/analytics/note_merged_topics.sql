-- requires: sql/analytics/dirty_topics.sql sql/analytics/hour_number.sql sql/engagement/conversation_topics.sql
-- Row by row, for it is rare. A conversation that gets the topic at the same time is noted by its own writer.
create or replace function private.note_merged_topics()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever merges topics may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_topics (domain_id, hour)
  select distinct talk.domain_id, floor(private.hour_number(talk.started_at))::integer
  from public.conversation_topics as held
  inner join public.conversations as talk
    on held.domain_id = talk.domain_id and held.conversation_id = talk.id
  where held.domain_id = new.domain_id and held.topic_id = new.id;
  return null;
end;
$$;

comment on function private.note_merged_topics() is
'Row trigger of topics: notes the hours of the conversations that count for another topic from now on.';

revoke all on function private.note_merged_topics() from public;

create trigger note_merged after update of merged_into_id on public.topics
for each row
when (new.merged_into_id is distinct from old.merged_into_id)
execute function private.note_merged_topics();
