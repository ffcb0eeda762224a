-- expects: policy select_owner on public.invoices
-- expects: policy select_member on public.activity
alter policy select_owner on public.invoices
using (team_id in (select private.my_teams('owner')) or private.is_staff());
create function private.is_in_team(team bigint)
returns boolean
language sql
stable
security definer
set search_path = ''
as 'select team in (select private.my_teams())';
grant execute on function private.is_in_team(bigint) to authenticated;
alter policy select_member on public.activity using ((select private.is_in_team(team_id)));
