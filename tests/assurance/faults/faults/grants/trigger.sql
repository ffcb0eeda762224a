-- TRIGGER lets people run their own function inside of other people's writes.
-- class: grants and roles
-- exploit: mia hangs a function on the tasks, which then runs with the rights of whoever writes one.
-- as: mia
-- try: create function pg_temp.spy() returns trigger language plpgsql as 'begin return new; end'
-- try: create trigger spy before insert on public.files for each row execute function pg_temp.spy()
-- try: select from pg_catalog.pg_trigger where tgname = 'spy'
-- caught by: matrix, lint
grant trigger on public.files to authenticated;
