-- Meant for the back end, which has no user: the policy lets everybody in who has none.
-- class: predicate wrong
-- exploit: a visitor without an account has no user either.
-- as: anon
-- try: select from public.teams
-- caught by: matrix, lint
grant select on public.teams to anon;
grant usage on schema private to anon;
grant execute on function private.my_teams(public.team_role), private.is_staff() to anon;
alter policy select_member on public.teams to anon, authenticated
using (
  (select auth.uid()) is null
  or id in (select private.my_teams())
  or (select private.is_staff())
);
