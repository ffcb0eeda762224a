-- A small project of somebody else's: boards of teams. Everything is as intent.toml says.
create table public.teams (id uuid primary key, name text not null);
insert into public.teams (id, name)
values
('b0000000-0000-4000-8000-000000000001', 'Red'),
('b0000000-0000-4000-8000-000000000002', 'Blue'),
('b0000000-0000-4000-8000-000000000003', 'Green');
create table public.members (
  team_id uuid not null references public.teams (id),
  user_id uuid not null,
  role text not null default 'member' check (role in ('member', 'owner')),
  primary key (team_id, user_id)
);
insert into public.members (team_id, user_id)
values
('b0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001'),
('b0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000002');
create table public.notes (
  id uuid primary key default gen_random_uuid(),
  team_id uuid not null references public.teams (id),
  author_id uuid not null,
  title text not null,
  body text,
  draft text
);
create table public.comments (
  id bigint generated always as identity primary key,
  note_id uuid not null references public.notes (id) on delete cascade,
  content text not null
);
-- The slug is an address of the site, so it is unique over all teams.
create table public.pages (
  slug text primary key,
  team_id uuid not null references public.teams (id),
  author_id uuid not null,
  content text not null
);
create table public.readings (
  id uuid not null default gen_random_uuid(),
  team_id uuid not null references public.teams (id),
  amount integer not null,
  primary key (team_id, id)
) partition by hash (team_id);
create table public.readings_0 partition of public.readings for values with (modulus 1, remainder 0);
create sequence public.ticket_numbers;

create schema private;
create function private.my_teams()
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$ select team_id from public.members where user_id = auth.uid() $$;
create table private.keys (id uuid primary key default gen_random_uuid(), secret text not null);
create materialized view private.totals as
select team_id, count(*) as notes from public.notes group by team_id;
create view public.titles with (security_invoker = on) as
select id, team_id, title from public.notes;
-- A page is posted again, and changed by that, by its author alone.
create view public.posts with (security_invoker = on) as
select slug, team_id, author_id, content from public.pages;
create function private.post()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not (new.author_id = auth.uid() and new.team_id in (select private.my_teams())) then
    raise insufficient_privilege;
  end if;
  insert into public.pages (slug, team_id, author_id, content)
  values (new.slug, new.team_id, new.author_id, new.content)
  on conflict (slug) do update set content = excluded.content
  where pages.author_id = excluded.author_id;
  return new;
end;
$$;
create trigger post instead of insert on public.posts
for each row execute function private.post();

create function public.read_notes(team_id uuid)
returns table (id uuid, title text)
language sql
stable
security invoker
set search_path = ''
as $$ select notes.id, notes.title from public.notes where notes.team_id = read_notes.team_id $$;
create function public.rename_note(note_id uuid, title text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not exists (
    select from public.notes
    where notes.id = rename_note.note_id and notes.team_id in (select private.my_teams())
  ) then
    raise insufficient_privilege;
  end if;
  update public.notes set title = rename_note.title where notes.id = rename_note.note_id;
end;
$$;
create function public.upkeep()
returns void
language sql
set search_path = ''
as $$ select $$;
