-- expects: policy select_owner on public.audit_log
-- expects: policy select_member on public.activity
alter policy select_owner on public.audit_log using (
  exists (
    select from public.memberships
    where memberships.team_id = team_id and memberships.user_id = (select auth.uid())
  )
);
alter policy select_member on public.activity
using (team_id = team_id and team_id in (select private.my_teams()));
