-- For page numbers: an RPC that returns the planner's estimate, as the owner of the tables.
-- class: oracles
-- exploit: stan asks how many rows a filter would find, and so whether a value exists.
-- as: stan
-- try: select from public.estimate('tasks') as estimated where estimated >= 3
-- caught by: lint
create function public.estimate(table_name text)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  plan json;
begin
  execute format('explain (format json) select * from public.%I', table_name) into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
end;
$$;
grant execute on function public.estimate(text) to authenticated;
