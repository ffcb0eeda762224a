-- A new table, made in a hurry: granted, without row security.
-- class: row security missing or void
-- exploit: a visitor with the publishable key reads what every team worked.
-- as: anon
-- rows: insert into public.time_entries (team_id, minutes) values (1002, 60)
-- try: select from public.time_entries
-- caught by: matrix, lint
create table public.time_entries (
  id bigint generated always as identity primary key,
  team_id bigint not null references public.teams (id) on delete cascade,
  minutes integer not null check (minutes > 0),
  note text
);
create index time_entries_team_id_idx on public.time_entries (team_id);
grant select on public.time_entries to anon, authenticated;
