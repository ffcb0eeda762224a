-- requires: sql/analytics/block_scores.sql sql/identity/domains_with.sql
create or replace function private.scored_highlights(scores private.block_scores [])
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  newest constant integer := (select max(score.rubric_version) from unnest(scores) as score);
  readable constant uuid [] := private.domains_with('conversations.view');
begin
  return jsonb_build_object(
    'best_conversation', (
      select jsonb_build_object('domain_id', s.domain_id, 'id', s.best_id, 'score', s.best_score)
      from unnest(scores) as s
      where s.rubric_version = newest and s.domain_id = any(readable)
      order by s.best_score desc, s.best_id, s.domain_id
      limit 1
    ),
    'worst_conversation', (
      select jsonb_build_object('domain_id', s.domain_id, 'id', s.worst_id, 'score', s.worst_score)
      from unnest(scores) as s
      where s.rubric_version = newest and s.domain_id = any(readable)
      order by s.worst_score, s.worst_id, s.domain_id
      limit 1
    )
  );
end;
$$;

comment on function private.scored_highlights(private.block_scores []) is
'The best and the worst conversation under the newest rubric, of the domains where the person may read conversations; null where there is none.';

revoke all on function private.scored_highlights(private.block_scores []) from public;
