-- The tasks that may be changed are the team's; what they may become is not asked.
-- class: write side
-- exploit: mia moves her tasks into Blue's project. Without WHERE: with it, SELECT policies look too.
-- as: mia
-- try: update public.tasks set project_id = '00000000-0000-4000-8000-0000000000b1'
-- caught by: matrix, lint
alter policy update_member on public.tasks with check (true);
