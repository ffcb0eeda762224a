-- REFERENCES, with a schema to make tables in: a foreign key asks no policy.
-- class: grants and roles
-- exploit: stan makes a table that refers to the projects and asks it which ids exist.
-- as: stan
-- try: create table public.probe (id uuid references public.projects (id))
-- try: insert into public.probe values ('00000000-0000-4000-8000-0000000000b1')
-- caught by: matrix, lint
grant create on schema public to authenticated;
grant references on public.projects to authenticated;
