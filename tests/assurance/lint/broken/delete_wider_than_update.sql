-- expects: policy delete_owner on public.projects
alter policy delete_owner on public.projects using (team_id in (select private.my_teams()));
