-- A definer function without a search path of its own, and with tables without their schema.
-- class: doors
-- exploit: mia makes a temporary table `memberships`, is its owner, and passes the check.
-- as: mia
-- try: create temporary table memberships as select 1002::bigint as team_id, auth.uid() as user_id
-- try: grant select on memberships to public
-- try: select from public.team_overview(1002)
-- caught by: lint
create or replace function public.team_overview(team_id bigint)
returns table (open_tasks bigint, done_tasks bigint)
language sql
stable
security definer
as $$
  select team_stats.open_tasks, team_stats.done_tasks
  from private.team_stats
  where team_stats.team_id = team_overview.team_id and exists (
    select from memberships where user_id = auth.uid() and memberships.team_id = team_overview.team_id
  )
$$;
