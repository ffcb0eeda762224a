-- expects: policy select_member on public.projects
-- expects: policy select_owner on public.invoices
alter policy select_member on public.projects using (
  team_id = (select (auth.jwt() -> 'user_metadata' ->> 'team_id')::bigint)
);
create function private.claimed_team()
returns bigint
language sql
stable
set search_path = ''
as $$ select (auth.jwt() -> 'user_metadata' ->> 'team_id')::bigint $$;
grant execute on function private.claimed_team() to authenticated;
alter policy select_owner on public.invoices using (team_id = (select private.claimed_team()));
