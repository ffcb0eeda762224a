-- CREATE on public: what the API serves, anybody may add to.
-- class: grants and roles
-- exploit: stan adds a function with the name of ours and other types, which the API then prefers.
-- as: stan
-- try: create function public.create_team(name name) returns bigint language sql as 'select 1::bigint'
-- try: select from pg_catalog.pg_proc where pronamespace = 'public'::regnamespace and proname = 'create_team' having count(*) = 2
-- caught by: matrix, lint
grant create on schema public to authenticated;
