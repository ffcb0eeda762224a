-- A small project for the tests of the local API: run as postgres in a clone of the platform template.
create table public.authors (id int primary key, name text not null unique);
create table public.books (
  id int primary key,
  author_id int not null references public.authors (id),
  title text not null,
  price numeric(10, 2) check (price > 0),
  tags text[],
  flags boolean[],
  meta jsonb,
  big bigint,
  published_at timestamptz
);
insert into public.authors values (1, 'Ada'), (2, 'Bob');
insert into public.books
select n, 1 + n % 2, 'Book ' || n, n, array['a', null], array[true, null], '{"n": 1}',
  9007199254740993, '2026-01-02T03:04:05.6Z'
from generate_series(1, 10) as n;
grant select, insert, update, delete on public.authors, public.books to authenticated, service_role;

create table public.hidden (id int primary key); -- granted to nobody
create table public.pairs (a int, b int, primary key (a, b));
grant select, insert on public.pairs to authenticated;

create table public.notes (
  id int generated always as identity primary key,
  owner uuid not null default auth.uid(),
  body text not null
);
alter table public.notes enable row level security;
create policy own on public.notes to authenticated
using (owner = auth.uid()) with check (owner = auth.uid());
grant select, insert, update, delete on public.notes to authenticated;

create policy read_own on storage.objects for select to authenticated using (owner = auth.uid());
create policy write_own on storage.objects for insert to authenticated with check (owner = auth.uid());
create policy update_own on storage.objects for update to authenticated using (owner = auth.uid());
create policy delete_own on storage.objects for delete to authenticated using (owner = auth.uid());
