-- Everybody may add a membership of their own: in any team.
-- class: write side
-- exploit: stan joins Blue.
-- as: stan
-- try: insert into public.memberships (team_id, user_id) values (1002, '00000000-0000-4000-8000-000000000011')
-- caught by: matrix, lint
grant insert (team_id, user_id) on public.memberships to authenticated;
create policy insert_own on public.memberships for insert to authenticated
with check (user_id = (select auth.uid()));
