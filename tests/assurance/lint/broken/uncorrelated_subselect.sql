-- expects: policy select_member on public.activity
-- expects: policy select_owner on public.audit_log
-- expects: policy select_member on public.projects
alter policy select_member on public.activity
using (exists (select from public.memberships where memberships.user_id = (select auth.uid())));
alter policy select_owner on public.audit_log using (exists (select from private.my_teams('owner')));
-- a list of everybody's teams
create table private.open_teams (team_id bigint primary key);
alter policy select_member on public.projects
using (team_id in (select open_teams.team_id from private.open_teams));
