alter table public.profiles enable row level security;
grant select, update (display_name, locale) on public.profiles to authenticated;

create policy select_own on public.profiles for select to authenticated
using (id = (select auth.uid()));

create policy update_own on public.profiles for update to authenticated
using (id = (select auth.uid()))
with check (id = (select auth.uid()));

alter table public.teams enable row level security;
grant select, update (name) on public.teams to authenticated;

create policy select_member on public.teams for select to authenticated
using (id in (select private.my_teams()) or (select private.is_staff()));

create policy update_owner on public.teams for update to authenticated
using (id in (select private.my_teams('owner')))
with check (id in (select private.my_teams('owner')));

alter table public.memberships enable row level security;
grant select, update (role), delete on public.memberships to authenticated;

create policy select_member on public.memberships for select to authenticated
using (team_id in (select private.my_teams()));

create policy update_owner on public.memberships for update to authenticated
using (team_id in (select private.my_teams('owner')))
with check (team_id in (select private.my_teams('owner')));

-- An owner removes people, and everybody may leave.
create policy delete_owner_or_self on public.memberships for delete to authenticated
using (team_id in (select private.my_teams('owner')) or user_id = (select auth.uid()));

-- Everything but the token, which only the mail carries.
alter table public.invitations enable row level security;
grant select (id, team_id, email, role, created_at), insert (team_id, email, role), delete
on public.invitations to authenticated;

create policy select_owner on public.invitations for select to authenticated
using (team_id in (select private.my_teams('owner')));

create policy insert_owner on public.invitations for insert to authenticated
with check (team_id in (select private.my_teams('owner')));

create policy delete_owner on public.invitations for delete to authenticated
using (team_id in (select private.my_teams('owner')));
