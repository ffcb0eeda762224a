-- The exception for staff asks whether somebody has a profile, not whether it is marked as staff.
-- class: predicate wrong
-- exploit: stan lists every team.
-- as: stan
-- try: select from public.teams
-- caught by: matrix, lint
alter policy select_member on public.teams using (
  id in (select private.my_teams())
  or exists (select from public.profiles where profiles.id = (select auth.uid()))
);
