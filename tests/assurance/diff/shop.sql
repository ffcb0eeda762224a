-- Somebody else's schema, small: two tables, a helper, a view, a trigger.
create schema shop;
grant usage on schema shop to authenticated, anon;
create table shop.teams (id uuid primary key, name text not null);
create table shop.members (team_id uuid references shop.teams (id), user_id uuid, primary key (team_id, user_id));
create table shop.documents (
  id uuid primary key default gen_random_uuid(),
  team_id uuid not null references shop.teams (id),
  title text not null
);
insert into shop.teams values
('b0000000-0000-4000-8000-000000000001', 'one'),
('b0000000-0000-4000-8000-000000000002', 'two'),
('b0000000-0000-4000-8000-000000000003', 'three');
insert into shop.members values
('b0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001');

create function shop.my_teams() returns setof uuid language sql stable security definer
set search_path = '' as $$
select m.team_id from shop.members as m where m.user_id = auth.uid()
$$;
grant execute on function shop.my_teams() to authenticated;
create function shop.keep_title() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and new.title <> old.title then
    raise insufficient_privilege using message = 'titles stay';
  end if;
  return new;
end;
$$;
create trigger keep_title before update on shop.documents for each row execute function shop.keep_title();

alter table shop.teams enable row level security;
alter table shop.members enable row level security;
alter table shop.documents enable row level security;
grant select, insert, update on shop.documents to authenticated;
create policy select_member on shop.documents for select to authenticated
using (team_id in (select shop.my_teams()));
create policy insert_member on shop.documents for insert to authenticated
with check (team_id in (select shop.my_teams()));
create policy update_member on shop.documents for update to authenticated
using (team_id in (select shop.my_teams()));
create view shop.titles with (security_invoker = on) as select id, team_id, title from shop.documents;
grant select on shop.titles to authenticated;
