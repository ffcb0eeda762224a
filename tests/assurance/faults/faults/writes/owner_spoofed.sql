-- The author of a new comment is whoever the request says.
-- class: write side
-- exploit: mia writes a comment in Otto's name.
-- as: mia
-- try: insert into public.comments (task_id, author_id, body) values (1001, '00000000-0000-4000-8000-00000000000c', 'I resign')
-- caught by: matrix, lint
alter policy insert_member on public.comments with check (
  task_id in (
    select tasks.id from public.tasks
    inner join public.projects on projects.id = tasks.project_id
    where projects.team_id in (select private.my_teams('member'))
  )
);
