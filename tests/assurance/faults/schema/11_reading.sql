create view public.task_board
with (security_invoker = on)
as
select tasks.id, tasks.title, tasks.status, tasks.due_on, projects.name as project_name
from public.tasks
inner join public.projects on projects.id = tasks.project_id
where not projects.is_archived;
grant select on public.task_board to authenticated;

-- A materialized view knows no policies: it stays where the API does not look.
create materialized view private.team_stats as
select
  projects.team_id,
  count(*) filter (where tasks.status <> 'done') as open_tasks,
  count(*) filter (where tasks.status = 'done') as done_tasks
from public.tasks
inner join public.projects on projects.id = tasks.project_id
group by projects.team_id;
create unique index team_stats_team_id_idx on private.team_stats (team_id);

-- definer: reads the rollup, for teams of the caller only.
create function public.team_overview(team_id bigint)
returns table (open_tasks bigint, done_tasks bigint)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if team_overview.team_id is null
    or team_overview.team_id not in (select private.my_teams()) then
    raise exception 'no such team' using errcode = 'P0002';
  end if;
  return query
  select team_stats.open_tasks, team_stats.done_tasks
  from private.team_stats where team_stats.team_id = team_overview.team_id;
end;
$$;
grant execute on function public.team_overview(bigint) to authenticated;

create function public.search_tasks(query text)
returns setof public.tasks
language sql
stable
security invoker
set search_path = ''
as $$
  select * from public.tasks
  where tasks.title ilike '%' || query || '%'
  order by tasks.id
  limit 50
$$;
grant execute on function public.search_tasks(text) to authenticated;
