-- requires: sql/engagement/conversation_scores.sql
create or replace view public.current_conversation_scores
with (security_invoker = on) as
select distinct on (score.domain_id, score.conversation_id)
  score.domain_id,
  score.conversation_id,
  score.id,
  score.scorer,
  score.rubric_version,
  score.score,
  score.dimensions,
  score.reason,
  score.scored_at
from public.conversation_scores as score
order by
  score.domain_id asc,
  score.conversation_id asc,
  array_position(array['human', 'llm', 'rule'], score.scorer) asc,
  score.rubric_version desc,
  score.scored_at desc,
  score.id desc;

comment on view public.current_conversation_scores is
'The score that counts: a person''s before a model''s before a rule''s, then the newest rubric.';

revoke all on public.current_conversation_scores from public, anon, authenticated, service_role;
grant select on public.current_conversation_scores to authenticated, service_role;
