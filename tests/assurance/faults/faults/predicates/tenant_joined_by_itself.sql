-- The sub-select compares the membership's team with itself: being in any team opens all.
-- class: predicate wrong
-- exploit: mia of Red reads the activity of Blue.
-- as: mia
-- try: select from public.activity where team_id = 1002
-- caught by: matrix, lint
alter policy select_member on public.activity using (
  exists (
    select from public.memberships
    where memberships.user_id = (select auth.uid()) and memberships.team_id = memberships.team_id
  )
);
