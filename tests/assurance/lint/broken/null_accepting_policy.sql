-- expects: policy select_member on public.projects
-- expects: policy select_owner on public.audit_log
-- expects: policy select_owner on public.invoices
-- expects: policy select_member on public.teams
alter policy select_member on public.projects
using ((select auth.uid()) is null or team_id in (select private.my_teams()));
alter policy select_owner on public.audit_log
using ((select auth.jwt() ->> 'team_id') is null or team_id in (select private.my_teams('owner')));
alter policy select_owner on public.invoices
using (coalesce((select auth.uid()) = (select auth.uid()), true) and team_id in (select private.my_teams()));
-- inside another condition
alter policy select_member on public.teams
using ((id in (select private.my_teams()) or (select auth.uid()) is null) and name <> '');
