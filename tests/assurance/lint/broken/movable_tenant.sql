-- expects: policy update_member on public.projects
grant update (team_id) on public.projects to authenticated;
alter policy update_member on public.projects with check (created_by = (select auth.uid()));
