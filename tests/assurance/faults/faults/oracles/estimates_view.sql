-- A view for the admin page shows what the planner thinks of each table, to everybody.
-- class: oracles
-- exploit: mia compares the estimate with the one task that she can see.
-- as: mia
-- try: select from public.table_estimates where table_name = 'tasks' and estimated_rows > (select count(*) from public.tasks)
-- caught by: matrix, lint
create view public.table_estimates with (security_invoker = on) as
select pg_class.relname::text as table_name, pg_class.reltuples::bigint as estimated_rows
from pg_catalog.pg_class
where pg_class.relnamespace = 'public'::regnamespace and pg_class.relkind = 'r';
grant select on public.table_estimates to authenticated;
