-- expects: public.memberships
-- expects: public.projects
-- expects: public.tasks
alter policy select_member on public.memberships using (
  team_id in (
    select mine.team_id from public.memberships as mine where mine.user_id = (select auth.uid())
  )
);
-- a circle of two: the policy of tasks reads projects
alter policy select_member on public.projects using (
  id in (select tasks.project_id from public.tasks where tasks.created_by = (select auth.uid()))
);
