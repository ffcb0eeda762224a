-- Deleting a project asks for the team and no longer for the role.
-- class: predicate wrong
-- exploit: vera, who may only look, deletes a project with its tasks, comments and files.
-- as: vera
-- try: delete from public.projects where name = 'Red plan'
-- caught by: matrix, lint
alter policy delete_owner on public.projects using (team_id in (select private.my_teams()));
