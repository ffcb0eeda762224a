-- Whatever is made from now on is granted to everybody: here the table of the exports.
-- class: grants and roles
-- exploit: a visitor reads it, and so does every visitor the table after it.
-- as: anon
-- rows: insert into public.exports (team_id, content) values (1002, 'Blue export')
-- try: select from public.exports
-- caught by: matrix, lint
alter default privileges in schema public
grant select, insert, update, delete on tables to anon, authenticated;
create table public.exports (
  id bigint generated always as identity primary key,
  team_id bigint not null references public.teams (id) on delete cascade,
  content text not null
);
create index exports_team_id_idx on public.exports (team_id);
