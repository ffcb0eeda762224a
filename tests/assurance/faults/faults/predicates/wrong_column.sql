-- The author of a comment is compared with the wrong column: the team's members become authors.
-- class: predicate wrong
-- exploit: otto rewrites what mia wrote.
-- as: otto
-- try: update public.comments set body = 'I agree with Otto' where body = 'Red remark'
-- caught by: matrix
alter policy update_author on public.comments using (
  task_id in (
    select tasks.id from public.tasks
    where tasks.project_id in (
      select projects.id from public.projects where projects.team_id in (select private.my_teams())
    )
  )
)
with check (task_id in (select tasks.id from public.tasks));
