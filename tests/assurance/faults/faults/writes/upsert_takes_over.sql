-- Uploading again was to be an upsert: the policy of the UPDATE in it asks what the row becomes, and
-- not whose it was.
-- class: write side
-- exploit: tom uploads over mia's file, which is his from then on: he may delete it.
-- as: tom
-- try: insert into public.files (project_id, object_path, size_bytes) values ('00000000-0000-4000-8000-0000000000a1', '1001/plan.pdf', 1) on conflict (project_id, object_path) do update set size_bytes = excluded.size_bytes, uploaded_by = excluded.uploaded_by
-- try: select from public.files where object_path = '1001/plan.pdf' and uploaded_by = auth.uid()
-- caught by: matrix, lint
grant update (size_bytes, uploaded_by) on public.files to authenticated;
create policy update_member on public.files for update to authenticated
using (
  project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams('member'))
  )
)
with check (uploaded_by = (select auth.uid()));
