-- The bytes of a team's files lie under its id: team-files/1001/plan.pdf.
insert into storage.buckets (id, name, public) values ('team-files', 'team-files', false);

create policy select_team_files on storage.objects for select to authenticated
using (
  bucket_id = 'team-files'
  and (storage.foldername(name))[1] in (
    select teams.id::text from public.teams
    where teams.id in (select private.my_teams())
  )
);

create policy insert_team_files on storage.objects for insert to authenticated
with check (
  bucket_id = 'team-files'
  and (storage.foldername(name))[1] in (
    select teams.id::text from public.teams
    where teams.id in (select private.my_teams('member'))
  )
);
