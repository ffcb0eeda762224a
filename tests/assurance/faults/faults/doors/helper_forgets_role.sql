-- The helper still looks for the caller's teams, and no longer at the role that it is asked for.
-- class: doors
-- exploit: vera, a viewer, reads the invoices.
-- as: vera
-- try: select from public.invoices where team_id = 1001
-- caught by: matrix, lint
create or replace function private.my_teams(at_least public.team_role default 'viewer')
returns setof bigint
language sql
stable
security definer
set search_path = ''
as $$
  select memberships.team_id from public.memberships
  where memberships.user_id = (select auth.uid())
$$;
