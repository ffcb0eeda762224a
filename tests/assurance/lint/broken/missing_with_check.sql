-- expects: policy update_uploader on public.files
create policy update_uploader on public.files for update to authenticated
using (
  project_id in (
    select projects.id from public.projects where projects.team_id in (select private.my_teams())
  )
);
