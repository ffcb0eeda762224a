-- expects: public.table_estimates
-- expects: public.estimate(text)
create view public.table_estimates with (security_invoker = on) as
select pg_class.relname::text as table_name, pg_class.reltuples::bigint as estimated_rows
from pg_catalog.pg_class;
grant select on public.table_estimates to authenticated;
create function public.estimate(table_name text)
returns json
language plpgsql
set search_path = ''
as $$
declare
  plan json;
begin
  execute format('explain (format json) select * from public.%I', table_name) into plan;
  return plan;
end;
$$;
grant execute on function public.estimate(text) to authenticated;
