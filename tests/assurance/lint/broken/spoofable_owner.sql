-- expects: policy insert_member on public.projects
alter policy insert_member on public.projects
with check (team_id in (select private.my_teams('member')));
