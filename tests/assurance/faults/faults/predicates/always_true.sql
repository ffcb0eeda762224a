-- The policy of the projects is `using (true)`, left from a demonstration.
-- class: predicate wrong
-- exploit: stan, who is in no team, lists the projects of all.
-- as: stan
-- try: select from public.projects
-- fuzz: public.projects
-- caught by: matrix, lint, fuzz
alter policy select_member on public.projects using (true);
