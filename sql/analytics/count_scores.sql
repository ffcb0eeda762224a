-- requires: sql/analytics/window_blocks.sql sql/analytics/day_number.sql
-- requires: sql/analytics/day_facts.sql sql/analytics/block_scores.sql sql/analytics/count_deciles.sql
create or replace function private.count_scores(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns setof private.block_scores
language plpgsql
stable
security invoker
rows 20
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
as $$
declare
  first_day constant integer := ceil(private.day_number(from_at));
  end_day constant integer := floor(private.day_number(to_at));
  -- The days that are only partly in the window.
  edges constant date [] := array[
    case when first_day > private.day_number(from_at) then (from_at at time zone 'UTC')::date end,
    case when end_day < private.day_number(to_at) then (to_at at time zone 'UTC')::date end
  ];
begin
  return query
  select part.*
  from private.window_blocks(first_day, end_day) as whole
  inner join private.block_scores as part
    on part.domain_id = count_scores.domain_id and whole.level = part.level and whole.block = part.block
  union all
  select
    count_scores.domain_id, null::smallint, null::integer, judged.rubric,
    count(*), sum(judged.score), private.count_deciles(array_agg(judged.score)),
    max(judged.score), (array_agg(judged.id order by judged.score desc, judged.id))[1],
    min(judged.score), (array_agg(judged.id order by judged.score, judged.id))[1]
  from private.day_facts as stored
  cross join lateral unnest(
    stored.scored_at, stored.scored_ids, stored.rubrics, stored.scores
  ) as judged (at, id, rubric, score)
  where
    stored.domain_id = count_scores.domain_id
    and stored.day = any(edges)
    and judged.at >= from_at and judged.at < to_at
  group by judged.rubric;
end;
$$;

comment on function private.count_scores(uuid, timestamptz, timestamptz) is
'Current scores of the conversations of a window, from the rollups: several rows of a rubric version, to be joined.';

revoke all on function private.count_scores(uuid, timestamptz, timestamptz) from public;
