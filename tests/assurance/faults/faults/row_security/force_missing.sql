-- The tables of the files belong to a role of their own, and so does a function that "the policies
-- filter". They would for any role but the owner: FORCE ROW LEVEL SECURITY is missing.
-- class: row security missing or void
-- exploit: stan lists the files of all teams.
-- as: stan
-- try: select from public.list_files() where object_path = '1002/plan.pdf'
-- lives in: transaction
-- caught by: matrix, lint
create role planted_files nologin;
grant planted_files to postgres;
grant create, usage on schema public to planted_files;
alter table public.files owner to planted_files;
create function public.list_files()
returns setof public.files
language sql
stable
security definer
set search_path = ''
as $$
  select * from public.files order by files.id limit 500
$$;
alter function public.list_files() owner to planted_files;
revoke create on schema public from planted_files;
grant execute on function public.list_files() to authenticated;
