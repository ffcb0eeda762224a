-- expects: private.my_teams(public.team_role)
create or replace function private.my_teams(at_least public.team_role default 'viewer')
returns setof bigint
language sql
stable
security definer
set search_path = ''
as 'select memberships.team_id from public.memberships where memberships.user_id = (select auth.uid())';
