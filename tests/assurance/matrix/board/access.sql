-- Who may do what; nothing is granted that is not written here.
revoke all on all tables in schema public, private from anon, authenticated, service_role;
revoke all on all sequences in schema public from anon, authenticated, service_role;
revoke all on all functions in schema public, private from public, anon, authenticated, service_role;
grant usage on schema private to authenticated;
grant execute on function private.my_teams() to authenticated;
grant execute on function public.read_notes(uuid), public.rename_note(uuid, text) to authenticated;

alter table public.teams enable row level security;
alter table public.members enable row level security;
alter table public.notes enable row level security;
alter table public.comments enable row level security;
alter table public.pages enable row level security;
alter table public.readings enable row level security;
alter table public.readings_0 enable row level security;
alter table private.keys enable row level security;

grant select, insert, update (team_id, author_id, content) on public.pages to authenticated;
grant select, insert on public.posts to authenticated;
grant select on public.teams, public.titles, public.comments, public.readings to authenticated;
grant select (id, team_id, author_id, title, body) on public.notes to authenticated;
grant insert (team_id, author_id, title, body), update (title, body), delete
on public.notes to authenticated;
grant insert (note_id, content) on public.comments to authenticated;

create policy select_member on public.teams for select to authenticated
using (id in (select private.my_teams()));
create policy select_member on public.notes for select to authenticated
using (team_id in (select private.my_teams()));
create policy insert_author on public.notes for insert to authenticated
with check (author_id = (select auth.uid()) and team_id in (select private.my_teams()));
create policy update_member on public.notes for update to authenticated
using (team_id in (select private.my_teams()));
create policy delete_author on public.notes for delete to authenticated
using (author_id = (select auth.uid()));
create policy select_member on public.pages for select to authenticated
using (team_id in (select private.my_teams()));
create policy insert_author on public.pages for insert to authenticated
with check (author_id = (select auth.uid()) and team_id in (select private.my_teams()));
create policy update_author on public.pages for update to authenticated
using (author_id = (select auth.uid()))
with check (author_id = (select auth.uid()) and team_id in (select private.my_teams()));
create policy select_member on public.comments for select to authenticated
using (note_id in (select notes.id from public.notes));
create policy insert_member on public.comments for insert to authenticated
with check (note_id in (select notes.id from public.notes));
create policy select_member on public.readings for select to authenticated
using (team_id in (select private.my_teams()));
