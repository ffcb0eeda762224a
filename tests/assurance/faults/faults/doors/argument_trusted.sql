-- The rollup's function no longer asks whether the team is the caller's.
-- class: doors
-- exploit: stan reads the figures of any team.
-- as: stan
-- try: select from public.team_overview(1002)
-- caught by: matrix, lint
create or replace function public.team_overview(team_id bigint)
returns table (open_tasks bigint, done_tasks bigint)
language sql
stable
security definer
set search_path = ''
as $$
  select team_stats.open_tasks, team_stats.done_tasks
  from private.team_stats where team_stats.team_id = team_overview.team_id
$$;
