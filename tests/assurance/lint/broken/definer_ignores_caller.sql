-- expects: public.team_tasks(bigint)
create function public.team_tasks(p_team_id bigint)
returns setof public.tasks
language sql
stable
security definer
set search_path = ''
as $$
  select tasks.* from public.tasks inner join public.projects on projects.id = tasks.project_id
  where projects.team_id = p_team_id
$$;
grant execute on function public.team_tasks(bigint) to authenticated;
-- this one asks, by way of a helper
create function public.my_tasks()
returns setof public.tasks
language sql
stable
security definer
set search_path = ''
as $$
  select tasks.* from public.tasks inner join public.projects on projects.id = tasks.project_id
  where projects.team_id in (select private.my_teams())
$$;
grant execute on function public.my_tasks() to authenticated;
-- and this one is not for clients
create function public.all_tasks()
returns setof public.tasks
language sql
stable
security definer
set search_path = ''
as 'select * from public.tasks';
grant execute on function public.all_tasks() to service_role;
