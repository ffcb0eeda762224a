-- Model scores under two rubrics, and a person's second look at some, which then counts.
insert into public.conversation_scores (
  domain_id, id, conversation_id, scorer, rubric_version, score, dimensions, reason, scored_by, scored_at
)
select
  talk.domain_id,
  demo.make_id('score/' || judge.scorer || judge.rubric_version || talk.id),
  talk.id,
  judge.scorer,
  judge.rubric_version,
  marks.score,
  jsonb_build_object(
    'accuracy', least(100, marks.score + 4), 'helpfulness', marks.score, 'tone', least(100, marks.score + 9)
  ),
  case
    when marks.score >= 85 then 'Answered fully and moved the visitor on.'
    when marks.score >= 65 then 'Correct, but the next step could have come earlier.'
    else 'Left a question of the visitor open.'
  end,
  judge.scored_by,
  talk.started_at + judge.delay
from public.conversations as talk
cross join lateral (
  values
  ('llm', 2, null, interval '1 hour', 8),
  ('llm', 1, null, interval '40 minutes', 3),
  ('human', 2, '00000000-0000-4000-8000-000000000007'::uuid, interval '1 day', 1)
) as judge (scorer, rubric_version, scored_by, delay, tenths)
cross join lateral (
  select
    case talk.outcome
      when 'demo_booked' then 80 when 'email_captured' then 74 when 'none' then 48 else 62
    end + demo.pick('mark/' || judge.scorer || judge.rubric_version || talk.id, 20) as score
) as marks
where
  not talk.is_test
  and demo.pick('judged/' || judge.scorer || judge.rubric_version || talk.id, 10) < judge.tenths
on conflict (domain_id, id) do nothing;
