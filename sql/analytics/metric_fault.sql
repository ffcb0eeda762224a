-- requires: sql/analytics/metric_catalog.sql sql/platform/filter_fault.sql
create or replace function private.metric_fault(metric text, params jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  known public.metric_catalog;
begin
  select c.* into known from public.metric_catalog as c where c.metric = metric_fault.metric;
  if not found then
    return 'metric: must be one of metric_catalog';
  end if;
  if jsonb_typeof(params) is distinct from 'object' then
    return 'params: must be an object';
  end if;
  if jsonb_typeof(params -> 'filter') <> 'object' then
    return 'params.filter: must be an object';
  end if;
  return (
    select format('params.%s: %s', given.path, told.fault)
    from (
      select p.key as path, p.value, known.arguments -> p.key as shape
      from jsonb_each(params) as p
      where p.key <> 'filter'
      union all
      select 'filter.' || f.key, f.value, known.filter -> f.key
      from jsonb_each(params -> 'filter') as f
    ) as given
    cross join lateral (select private.filter_fault(given.value, given.shape) as fault) as told
    where told.fault is not null
    order by given.path
    limit 1
  );
end;
$$;

comment on function private.metric_fault(text, jsonb) is
'What is wrong with asking for a metric with these params, as "field: problem"; null where nothing is.';
revoke all on function private.metric_fault(text, jsonb) from public, anon, authenticated, service_role;
