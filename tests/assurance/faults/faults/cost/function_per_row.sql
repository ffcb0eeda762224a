-- A helper with the row's team as argument is called once a row, and reads a table each time.
-- class: cost as a fault
-- exploit: mia counts a large table a few times; 19 times the cost at 30 days of rows.
-- as: mia
-- try: select where pg_temp.plan('select from public.activity') ~ 'Filter:[^\n]*is_in_team'
-- caught by: matrix, lint
create function private.is_in_team(team bigint)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select from public.memberships
    where memberships.team_id = team and memberships.user_id = (select auth.uid())
  )
$$;
grant execute on function private.is_in_team(bigint) to authenticated;
alter policy select_member on public.activity using (private.is_in_team(team_id));
