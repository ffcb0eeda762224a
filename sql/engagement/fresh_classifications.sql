-- requires: sql/engagement/classification.sql sql/engagement/conversations.sql
-- requires: sql/platform/bad_input.sql
create or replace function private.fresh_classifications(batch private.classification [])
returns private.classification []
language plpgsql
volatile
security invoker
set search_path = ''
set enable_hashjoin = off -- Keys are looked up, see ingest_visitor_events.
set enable_mergejoin = off
as $$
declare
  missing_id uuid;
begin
  -- In the order of keys, as everywhere: two batches wait for each other and cannot deadlock.
  perform
  from public.conversations as talk
  where (talk.domain_id, talk.id) in (
    select entry.domain_id, entry.conversation_id from unnest(batch) as entry
  )
  order by talk.domain_id, talk.id
  for no key update;
  select entry.conversation_id into missing_id
  from unnest(batch) as entry
  left join public.conversations as talk
    on entry.domain_id = talk.domain_id and entry.conversation_id = talk.id
  where talk.id is null
  limit 1;
  if found then
    perform private.bad_input(
      'entries.conversation_id',
      format('%s is no conversation of its domain; nothing of this batch was stored', missing_id)
    );
  end if;
  return array(
    select entry
    from unnest(batch) as entry
    inner join public.conversations as talk
      on entry.domain_id = talk.domain_id and entry.conversation_id = talk.id
    where
      talk.topics_source is distinct from 'human'
      and (talk.topics_at is null or entry.classified_at > talk.topics_at)
  );
end;
$$;

comment on function private.fresh_classifications(private.classification []) is
'Locks the conversations of the batch and returns the entries that are newer than what is known; what a person said stays. Raises 22023 that names a conversation that is not there.';

revoke all on function private.fresh_classifications(private.classification []) from public;
