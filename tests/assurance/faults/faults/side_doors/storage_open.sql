-- The policy of the files' bytes asks for the bucket and no longer for the team's folder.
-- class: side doors
-- exploit: stan lists and downloads the files of all teams.
-- as: stan
-- try: select from storage.objects where name = '1002/plan.pdf'
-- caught by: matrix, lint
alter policy select_team_files on storage.objects using (bucket_id = 'team-files');
