-- requires: sql/analytics/person_fact.sql sql/analytics/day_facts.sql
-- requires: sql/analytics/midnight_within.sql sql/analytics/domain_time_zone.sql
-- requires: sql/analytics/person_numbers.sql sql/analytics/counted_conversations.sql
-- requires: sql/engagement/current_conversation_scores.sql
create or replace function private.store_day_facts(domain_id uuid, days date [], facts private.person_fact [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  zone constant text := private.domain_time_zone(domain_id);
begin
  delete from private.day_facts as stored
  where stored.domain_id = store_day_facts.domain_id and stored.day = any(days);
  insert into private.day_facts (
    domain_id, day, happened_at, numbers, flags, conversations, involved, resolved, ripe_at,
    split_at, scored_at, scored_ids, rubrics, scores
  )
  select
    store_day_facts.domain_id, counted.*, private.midnight_within(counted.day, zone),
    coalesce(judged.started_at, '{}'), coalesce(judged.ids, '{}'),
    coalesce(judged.rubrics, '{}'), coalesce(judged.scores, '{}')
  from (
    select
      (fact.happened_at at time zone 'UTC')::date as day,
      array_agg(fact.happened_at order by fact.happened_at, known.number),
      array_agg(known.number order by fact.happened_at, known.number),
      array_agg(fact.flags order by fact.happened_at, known.number),
      array_agg(fact.conversations order by fact.happened_at, known.number),
      array_agg(fact.involved order by fact.happened_at, known.number),
      array_agg(fact.resolved order by fact.happened_at, known.number),
      min(fact.ripe_at)
    from unnest(facts) as fact
    cross join lateral (
      select listed.number from private.person_numbers as listed
      where listed.domain_id = store_day_facts.domain_id and listed.person_id = fact.person_id
      limit 1 -- There is one; said so, each is looked up. Planned while the table was empty, a join reads it all.
    ) as known
    group by 1
  ) as counted
  cross join lateral (
    select
      array_agg(talk.started_at order by talk.started_at, talk.id) as started_at,
      array_agg(talk.id order by talk.started_at, talk.id) as ids,
      array_agg(current.rubric_version order by talk.started_at, talk.id) as rubrics,
      array_agg(current.score order by talk.started_at, talk.id) as scores
    from private.counted_conversations as talk
    cross join lateral (
      select newest.rubric_version, newest.score
      from public.current_conversation_scores as newest
      where newest.domain_id = talk.domain_id and newest.conversation_id = talk.id
      limit 1 -- There is one at most; said so, the view is asked for this conversation alone.
    ) as current
    where
      talk.domain_id = store_day_facts.domain_id
      and talk.started_at >= counted.day::timestamp at time zone 'UTC'
      and talk.started_at < (counted.day + 1)::timestamp at time zone 'UTC'
      and talk.score is not null
  ) as judged;
end;
$$;

comment on function private.store_day_facts(uuid, date [], private.person_fact []) is
'Writes the rows of day_facts of these days anew; a day without facts has none.';

revoke all on function private.store_day_facts(uuid, date [], private.person_fact []) from public;
