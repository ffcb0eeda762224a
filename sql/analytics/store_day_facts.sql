-- requires: sql/analytics/person_fact.sql sql/analytics/day_facts.sql
-- requires: sql/analytics/person_numbers.sql sql/analytics/counted_conversations.sql
-- requires: sql/engagement/current_conversation_scores.sql
create or replace function private.store_day_facts(domain_id uuid, day date, facts private.person_fact [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  begins constant timestamptz := day::timestamp at time zone 'UTC';
  ends constant timestamptz := (day + 1)::timestamp at time zone 'UTC';
  judged record;
begin
  delete from private.day_facts as stored
  where stored.domain_id = store_day_facts.domain_id and stored.day = store_day_facts.day;
  if facts is null then
    return;
  end if;
  -- Apart from the rest: joined to it, the scores would be gathered anew for each fact.
  select
    array_agg(talk.started_at order by talk.started_at, talk.id) as started_at,
    array_agg(talk.id order by talk.started_at, talk.id) as ids,
    array_agg(current.rubric_version order by talk.started_at, talk.id) as rubrics,
    array_agg(current.score order by talk.started_at, talk.id) as scores
  into judged
  from private.counted_conversations as talk
  cross join lateral (
    select newest.rubric_version, newest.score
    from public.current_conversation_scores as newest
    where newest.domain_id = talk.domain_id and newest.conversation_id = talk.id
    limit 1 -- There is one at most; said so, the view is asked for this conversation alone.
  ) as current
  where
    talk.domain_id = store_day_facts.domain_id
    and talk.started_at >= begins and talk.started_at < ends
    and talk.score is not null;
  insert into private.day_facts (
    domain_id, day, happened_at, numbers, flags, conversations, involved, resolved, ripe_at,
    scored_at, scored_ids, rubrics, scores
  )
  select
    store_day_facts.domain_id,
    store_day_facts.day,
    array_agg(fact.happened_at order by fact.happened_at, known.number),
    array_agg(known.number order by fact.happened_at, known.number),
    array_agg(fact.flags order by fact.happened_at, known.number),
    array_agg(fact.conversations order by fact.happened_at, known.number),
    array_agg(fact.involved order by fact.happened_at, known.number),
    array_agg(fact.resolved order by fact.happened_at, known.number),
    min(fact.ripe_at),
    coalesce(judged.started_at, '{}'),
    coalesce(judged.ids, '{}'),
    coalesce(judged.rubrics, '{}'),
    coalesce(judged.scores, '{}')
  from unnest(facts) as fact
  inner join private.person_numbers as known
    on known.domain_id = store_day_facts.domain_id and fact.person_id = known.person_id;
end;
$$;

comment on function private.store_day_facts(uuid, date, private.person_fact []) is
'Writes the row of day_facts anew; a day without facts has none.';

revoke all on function private.store_day_facts(uuid, date, private.person_fact []) from public;
