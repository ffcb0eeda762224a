-- requires: sql/analytics/block_scores.sql sql/analytics/ratio_tile.sql
create or replace function private.dashboard_quality(
  scores private.block_scores [],
  previous_scores private.block_scores [],
  n private.window_counts,
  p private.window_counts,
  is_comparable boolean
)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  newest constant integer := (select max(score.rubric_version) from unnest(scores) as score);
  scored bigint;
  previous_scored bigint;
  total numeric;
  previous_total numeric;
begin
  select coalesce(sum(score.scored), 0), sum(score.total) into scored, total
  from unnest(scores) as score
  where score.rubric_version = newest;
  select coalesce(sum(score.scored), 0), sum(score.total) into previous_scored, previous_total
  from unnest(previous_scores) as score
  where score.rubric_version = newest;
  return jsonb_build_object(
    'rubric_version', newest,
    'mean', private.metric_tile(total / scored, previous_total / previous_scored, is_comparable),
    'coverage', private.ratio_tile(scored, n.conversations, previous_scored, p.conversations, is_comparable),
    'deciles', (
      select jsonb_agg(tenth.counted order by tenth.place)
      from (
        select place, coalesce(sum(score.deciles[place]), 0) as counted
        from generate_series(1, 10) as place
        left join unnest(scores) as score on score.rubric_version = newest
        group by place
      ) as tenth
    ),
    'other_rubrics', (
      select coalesce(jsonb_agg(to_jsonb(other) order by other.rubric_version desc), '[]')
      from (
        select score.rubric_version, sum(score.scored) as scored, sum(score.total) / sum(score.scored) as mean
        from unnest(scores) as score
        where score.rubric_version <> newest
        group by score.rubric_version
      ) as other
    )
  );
end;
$$;

comment on function private.dashboard_quality(
  private.block_scores [], private.block_scores [], private.window_counts, private.window_counts, boolean
) is
'Mean of the current scores of the newest rubric in the window, how many conversations have one, and how many in each tenth. The period before is judged by the same rubric.';

revoke all on function private.dashboard_quality(
  private.block_scores [], private.block_scores [], private.window_counts, private.window_counts, boolean
) from public;
