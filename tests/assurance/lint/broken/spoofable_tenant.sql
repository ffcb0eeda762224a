-- expects: policy insert_member on public.projects
-- expects: policy insert_own on public.memberships
alter policy insert_member on public.projects with check (created_by = (select auth.uid()));
grant insert (team_id, user_id) on public.memberships to authenticated;
create policy insert_own on public.memberships for insert to authenticated
with check (user_id = (select auth.uid()));
