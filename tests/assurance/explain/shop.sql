-- Somebody else's schema: teams through memberships, no tenant column that anybody knows of, helpers in a
-- schema that clients cannot use, uuid and bigint keys.
create schema shop;
create schema shop_private;
grant usage on schema shop to authenticated, anon;

create table shop.teams (id uuid primary key, name text not null);
create table shop.team_members (
  id bigint generated always as identity primary key,
  team_id uuid not null references shop.teams (id),
  user_id uuid not null,
  role text not null default 'member'
);
create table shop.documents (
  id bigint primary key,
  team_id uuid not null references shop.teams (id),
  owner_id uuid,
  title text not null constraint documents_title_check check (title <> ''),
  is_archived boolean not null default false,
  shouted text generated always as (upper(title)) stored
);
create table shop.shares (document_id bigint references shop.documents (id), user_id uuid);
create table shop.blocks (id uuid primary key default gen_random_uuid(), user_id uuid not null);
create table shop.notes (id text primary key, team uuid not null, body text);

create function shop_private.my_teams() returns uuid [] language sql stable security definer
set search_path = '' as $$
select coalesce(array_agg(m.team_id), '{}') from shop.team_members as m where m.user_id = auth.uid()
$$;
grant execute on function shop_private.my_teams() to authenticated;

alter table shop.documents enable row level security;
alter table shop.shares enable row level security;
alter table shop.notes enable row level security;
grant select, insert, update, delete on shop.documents to authenticated;
grant select on shop.shares to authenticated;
grant select (id, team) on shop.notes to authenticated;

create policy select_member on shop.documents for select to authenticated
using (team_id = any((select shop_private.my_teams())::uuid []));
create policy select_shared on shop.documents for select to authenticated
using (id in (select s.document_id from shop.shares as s where s.user_id = auth.uid()));
create policy keep_archived on shop.documents as restrictive for select to authenticated
using (not is_archived);
create policy insert_own on shop.documents for insert to authenticated
with check (owner_id = auth.uid() and team_id = any((select shop_private.my_teams())::uuid []));
create policy update_member on shop.documents for update to authenticated
using (team_id = any((select shop_private.my_teams())::uuid []));
create policy delete_own on shop.documents for delete to authenticated using (owner_id = auth.uid());
create policy select_own on shop.shares for select to authenticated using (user_id = auth.uid());
create policy select_team on shop.notes for select to authenticated
using (team = (auth.jwt() -> 'app_metadata' ->> 'team')::uuid);

insert into auth.users (id, email) values
('a0000000-0000-4000-8000-000000000001', 'ann@shop.example'),
('a0000000-0000-4000-8000-000000000002', 'bob@shop.example');
insert into shop.teams values
('b0000000-0000-4000-8000-000000000001', 'one'), ('b0000000-0000-4000-8000-000000000002', 'two');
insert into shop.team_members (team_id, user_id) values
('b0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001'),
('b0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000002');
insert into shop.documents (id, team_id, owner_id, title, is_archived) values
(1, 'b0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', 'plan', false),
(2, 'b0000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000002', 'other', false),
(3, 'b0000000-0000-4000-8000-000000000001', null, 'old', true),
(4, 'b0000000-0000-4000-8000-000000000001', null, 'both', false);
insert into shop.shares values
(2, 'a0000000-0000-4000-8000-000000000002'), (4, 'a0000000-0000-4000-8000-000000000001');
insert into shop.notes values ('n1', 'b0000000-0000-4000-8000-000000000001', 'text');
