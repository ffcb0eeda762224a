-- Somebody else's project, in which nothing leaks: teams, their members, and notes with tags.
create schema private;
grant usage on schema private to authenticated;
grant usage on schema public to anon, authenticated, service_role;

create table public.teams (id uuid primary key default gen_random_uuid(), name text not null);
create table public.members (
  team_id uuid not null references public.teams (id),
  user_id uuid not null references auth.users (id),
  primary key (team_id, user_id)
);
create table public.notes (
  team_id uuid not null references public.teams (id),
  id uuid not null default gen_random_uuid(),
  slug text not null,
  body text not null default '',
  primary key (team_id, id),
  constraint notes_slug_key unique (team_id, slug)
);
create table public.tags (
  team_id uuid not null,
  id bigint generated always as identity,
  note_id uuid not null,
  label text not null,
  primary key (team_id, id),
  constraint tags_note_fkey foreign key (team_id, note_id) references public.notes (team_id, id)
);
create table public.history (
  team_id uuid not null,
  id bigint generated always as identity primary key,
  said text not null
);

create function private.my_teams() returns uuid [] language plpgsql stable security definer
set search_path = '' as $$
begin
  return array(select m.team_id from public.members as m where m.user_id = (select auth.uid()));
end $$;
revoke execute on function private.my_teams() from public;
grant execute on function private.my_teams() to authenticated;

do $$
declare
  name text;
begin
  foreach name in array '{teams,members,notes,tags,history}'::text [] loop
    execute format('alter table public.%I enable row level security', name);
    execute format('revoke all on public.%I from anon, authenticated, service_role', name);
    execute format('grant select on public.%I to authenticated', name);
    execute format(
      'create policy select_member on public.%I for select to authenticated '
      'using (%I = any((select private.my_teams())::uuid []))',
      name, case name when 'teams' then 'id' else 'team_id' end
    );
  end loop;
end $$;

grant insert (team_id, id, slug, body), update (slug, body), delete on public.notes to authenticated;
grant insert (team_id, note_id, label), update (note_id), delete on public.tags to authenticated;
create policy insert_member on public.notes for insert to authenticated
with check (team_id = any((select private.my_teams())::uuid []));
create policy update_member on public.notes for update to authenticated
using (team_id = any((select private.my_teams())::uuid []))
with check (team_id = any((select private.my_teams())::uuid []));
create policy delete_member on public.notes for delete to authenticated
using (team_id = any((select private.my_teams())::uuid []));
create policy insert_member on public.tags for insert to authenticated
with check (team_id = any((select private.my_teams())::uuid []));
create policy update_member on public.tags for update to authenticated
using (team_id = any((select private.my_teams())::uuid []))
with check (team_id = any((select private.my_teams())::uuid []));
create policy delete_member on public.tags for delete to authenticated
using (team_id = any((select private.my_teams())::uuid []));

create view public.titles with (security_invoker = on) as select team_id, id, slug from public.notes;
revoke all on public.titles from anon, authenticated, service_role;
grant select on public.titles to authenticated;

-- Whatever is asked of it, it answers for the caller's own teams.
create function public.notes_of(team_id uuid) returns setof public.notes language plpgsql stable
security invoker set search_path = '' as $$
begin
  if not notes_of.team_id = any(private.my_teams()) then
    raise exception 'not your team' using errcode = '42501';
  end if;
  return query select n.* from public.notes as n where n.team_id = notes_of.team_id;
end $$;
create function public.count_notes(team_id uuid) returns bigint language sql stable
security invoker set search_path = '' as $$
  select count(*) from public.notes as n where n.team_id = count_notes.team_id
$$;
revoke execute on function public.notes_of(uuid), public.count_notes(uuid) from public, anon;
grant execute on function public.notes_of(uuid), public.count_notes(uuid) to authenticated;
