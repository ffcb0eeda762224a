-- `and` binds before `or`: the condition that was added last stands beside the team, not under it.
-- class: predicate wrong
-- exploit: mia reads the finished tasks of Blue.
-- as: mia
-- try: select from public.tasks where title = 'Blue task'
-- caught by: matrix, lint
alter policy select_member on public.tasks using (
  project_id in (
    select projects.id from public.projects where projects.team_id in (select private.my_teams())
  )
  and status <> 'done' or status = 'done'
);
