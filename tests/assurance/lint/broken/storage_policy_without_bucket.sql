-- as: superuser
-- expects: policy select_own_files on storage.objects
drop policy select_team_files on storage.objects;
create policy select_own_files on storage.objects for select to authenticated
using (owner = (select auth.uid()));
