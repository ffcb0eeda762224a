-- In the order of time, as they would have come in: the rows of a domain lie scattered on the disk.
-- Every fifth conversation is scored; some still under the rubric of before.
insert into public.conversations (
  domain_id, id, visitor_id, session_id, environment, deployment_target, started_at,
  first_event_id, last_message_at, total_turns, agent_turns,
  last_role, language, email_captured, demo_booked, score, scorer
)
select
  listed.domain_id, listed.id, listed.visitor_id, listed.visitor_id,
  case listed.number % 50 when 0 then 'staging' else 'production' end,
  'widget', listed.started_at, listed.id, listed.started_at + interval '2 minutes',
  2, 2, 'assistant',
  (array['en', 'fr', 'es'])[1 + listed.number % 3],
  listed.number % 7 = 0,
  listed.number % 20 = 0,
  case when listed.number % 5 = 0 then listed.number * 31 % 101 end,
  case when listed.number % 5 = 0 then 'llm' end
from (
  select
    scale_sizes.domain_id,
    number,
    md5('scale/conversation/' || scale_sizes.place || '/' || number)::uuid as id,
    md5('scale/visitor/' || scale_sizes.place || '/' || number / 10)::uuid as visitor_id,
    timestamptz '2026-11-20 00:00:00+00'
    - ((number::bigint * 104729 + scale_sizes.place * 7919) % 31536000) * interval '1 second' as started_at
  from scale_sizes
  cross join lateral generate_series(1, scale_sizes.conversations) as number
) as listed
order by listed.started_at;

insert into public.conversation_scores (
  domain_id, id, conversation_id, scorer, rubric_version, score, scored_at
)
select
  talk.domain_id, talk.id, talk.id, talk.scorer,
  case when talk.score >= 90 then 1 else 2 end,
  talk.score, talk.started_at + interval '1 hour'
from public.conversations as talk
inner join scale_sizes on talk.domain_id = scale_sizes.domain_id
where talk.score is not null;
