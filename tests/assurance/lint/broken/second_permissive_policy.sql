-- expects: public.projects
create policy select_creator on public.projects for select to authenticated
using (created_by = (select auth.uid()) and team_id in (select private.my_teams()));
