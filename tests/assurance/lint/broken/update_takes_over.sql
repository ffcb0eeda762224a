-- expects: policy update_member on public.files
grant update (uploaded_by) on public.files to authenticated;
create policy update_member on public.files for update to authenticated
using (
  project_id in (
    select projects.id from public.projects where projects.team_id in (select private.my_teams('member'))
  )
)
with check (uploaded_by = (select auth.uid()));
