-- The team of a project may be written, and the policy does not ask which it becomes.
-- class: write side
-- exploit: mia moves a project with all its tasks into Blue.
-- as: mia
-- try: update public.projects set team_id = 1002, name = 'Moved'
-- caught by: matrix, lint
grant update (team_id) on public.projects to authenticated;
alter policy update_member on public.projects with check (true);
