-- A view joins names with the addresses of auth.users, as its owner.
-- class: side doors
-- exploit: stan reads the address of every user.
-- as: stan
-- try: select from public.people where email = 'bea@blue.example'
-- fuzz: public.people
-- caught by: matrix, lint, fuzz
create view public.people as select id, email from auth.users;
grant select on public.people to authenticated;
