-- expects: public.people
-- expects: public.addresses
create view public.people as select users.id, users.email from auth.users;
grant select on public.people to authenticated;
create materialized view public.addresses as select users.email from auth.users;
grant select on public.addresses to anon;
