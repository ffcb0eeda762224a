-- Files whose project is gone may be adopted. Under row security, every project of others is gone.
-- class: write side
-- exploit: mia adopts all files of all teams, into her own project.
-- as: mia
-- try: update public.files set project_id = '00000000-0000-4000-8000-0000000000a1', uploaded_by = auth.uid()
-- try: select from public.files where uploaded_by = auth.uid() and object_path = '1002/plan.pdf'
-- caught by: matrix, lint
grant update (project_id, uploaded_by) on public.files to authenticated;
create policy update_orphan on public.files for update to authenticated
using (not exists (select from public.projects where projects.id = files.project_id))
with check (
  uploaded_by = (select auth.uid())
  and project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams('member'))
  )
);
