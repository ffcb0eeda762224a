-- A three-table project as somebody might have it: notes of teams.
grant usage on schema public to anon, authenticated, service_role;
create table public.teams (id bigint generated always as identity primary key, name text);
create table public.profiles (id uuid primary key references auth.users (id), "Nick Name" text);
create table public.notes (
  id bigint generated always as identity primary key,
  team_id bigint not null references public.teams (id),
  author_id uuid default auth.uid() references public.profiles (id),
  editor_id uuid references public.profiles (id),
  title text,
  body text
);
create view public.titles with (security_invoker = on) as select title from public.notes;
create function public.count_notes(team bigint) returns bigint
language sql security definer set search_path = '' as 'select count(*) from public.notes';
create function public.stamp() returns trigger language plpgsql as 'begin return new; end';
create schema inner_workings;
grant usage on schema inner_workings to authenticated;
create function inner_workings.my_teams() returns setof bigint
language sql stable security definer set search_path = '' as 'select 1::bigint';
create function inner_workings.clean_up() returns void language sql as '';
revoke all on function inner_workings.clean_up() from public;
create table inner_workings.jobs (id bigint primary key);
revoke all on all tables in schema public from anon, authenticated, service_role;
revoke all on function public.count_notes(bigint) from public, anon, authenticated, service_role;
grant select, insert, update, delete on all tables in schema public to service_role;
grant select, insert (title, body), delete on public.notes to authenticated;
grant select on public.titles to anon;
grant execute on function public.count_notes(bigint) to authenticated;
