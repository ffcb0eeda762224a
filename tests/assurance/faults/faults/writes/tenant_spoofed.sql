-- A new project must be the caller's own; whose team it is put into is not asked.
-- class: write side
-- exploit: stan, who is in no team, adds a project to Blue.
-- as: stan
-- try: insert into public.projects (team_id, name) values (1002, 'Free phones')
-- caught by: matrix, lint
alter policy insert_member on public.projects with check (created_by = (select auth.uid()));
