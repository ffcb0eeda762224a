-- requires: sql/engagement/current_conversation_scores.sql
-- The current score stands in the conversation as well, so that lists can filter by it on an index.
create or replace function private.keep_current_scores()
returns trigger
language plpgsql
volatile
security definer -- definer: nobody may update conversations
set search_path = ''
as $$
declare
  domain_ids uuid [];
  talk_ids uuid [];
begin
  select array_agg(judged.domain_id), array_agg(judged.conversation_id)
  into domain_ids, talk_ids
  from (select distinct fresh.domain_id, fresh.conversation_id from new_scores as fresh) as judged;
  -- First the locks, then a look at the scores: who waited here sees what the other one wrote.
  perform
  from public.conversations as talk
  where (talk.domain_id, talk.id) in (select * from unnest(domain_ids, talk_ids))
  order by talk.domain_id, talk.id
  for no key update;
  update public.conversations as talk
  set score = current.score, scorer = current.scorer
  from unnest(domain_ids, talk_ids) as touched (domain_id, id)
  cross join lateral (
    select judged.score, judged.scorer from public.current_conversation_scores as judged
    where judged.domain_id = touched.domain_id and judged.conversation_id = touched.id
    limit 1 -- There is one at most; said so, the view is asked for this conversation alone.
  ) as current
  where talk.domain_id = touched.domain_id and talk.id = touched.id;
  return null;
end;
$$;

comment on function private.keep_current_scores() is
'Statement trigger of conversation_scores: brings score and scorer of the conversations up to date.';

revoke all on function private.keep_current_scores() from public;

create trigger keep_current_scores after insert on public.conversation_scores
referencing new table as new_scores
for each statement execute function private.keep_current_scores();
