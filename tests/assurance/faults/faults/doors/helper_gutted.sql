-- The helper that every policy asks lost its condition in a merge.
-- class: doors
-- exploit: stan is in every team.
-- as: stan
-- try: select from public.projects where team_id = 1002
-- caught by: matrix, lint
create or replace function private.my_teams(at_least public.team_role default 'viewer')
returns setof bigint
language sql
stable
security definer
set search_path = ''
as $$
  select memberships.team_id from public.memberships where memberships.role >= at_least
$$;
