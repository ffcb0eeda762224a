-- Whoever may read a file may delete it.
-- class: write side
-- exploit: vera, who may only look, deletes mia's file.
-- as: vera
-- try: delete from public.files where object_path = '1001/plan.pdf'
-- caught by: matrix
alter policy delete_uploader on public.files using (
  project_id in (
    select projects.id from public.projects where projects.team_id in (select private.my_teams())
  )
);
