-- The policy asks its own table, which asks the policy (42P17): nobody can work any more.
-- class: doors
-- exploit: nobody gains by it, everybody is locked out: mia cannot read her own membership.
-- as: mia
-- try: select where pg_temp.outcome('select from public.memberships') like '42P17%'
-- caught by: matrix, lint
alter policy select_member on public.memberships using (
  team_id in (
    select mine.team_id from public.memberships as mine where mine.user_id = (select auth.uid())
  )
);
