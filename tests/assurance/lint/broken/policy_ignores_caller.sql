-- expects: policy select_member on public.tasks
-- expects: policy select_member on public.projects
-- expects: policy select_team_files on storage.objects
alter policy select_member on public.tasks using (
  project_id in (
    select projects.id from public.projects where projects.team_id in (select private.my_teams())
  )
  and status <> 'done' or status = 'done'
);
alter policy select_member on public.projects using (not is_archived);
alter policy select_team_files on storage.objects using (bucket_id = 'team-files');
