-- requires: sql/analytics/metric_catalog.sql
-- The statement is made of names that the catalogue has; what somebody asked for goes in as values. It runs as the
-- caller, so that the catalogue opens nothing that the caller could not call.
create or replace function private.run_metric(metric text, params jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  known public.metric_catalog;
  asked text;
  told jsonb;
begin
  select c.* into strict known from public.metric_catalog as c where c.metric = run_metric.metric;
  select string_agg(
    format(
      case coalesce(nullif(jsonb_typeof(argument.shape), 'string'), argument.shape #>> '{}')
        when 'json' then '%I => $1 -> %L' when 'boolean' then '%I => ($1 ->> %L)::boolean'
        when 'uuid' then '%I => ($1 ->> %L)::uuid' when 'time' then '%I => ($1 ->> %L)::timestamptz'
        when 'object' then '%I => array(select jsonb_array_elements_text($1 -> %L))'
        else '%I => $1 ->> %L'
      end, argument.key, argument.key
    ), ', '
  )
  into asked
  from jsonb_each(known.arguments || '{"filter": "json"}') as argument (key, shape)
  where params ? argument.key;
  execute format('select coalesce(jsonb_agg(to_jsonb(r)), ''[]'') from public.%I(%s) as r', known.rpc, asked)
  into told using params;
  return told;
end;
$$;

comment on function private.run_metric(text, jsonb) is
'The rows of a metric of the catalogue, as the caller may see them. params: has stood the test of metric_fault().';
revoke all on function private.run_metric(text, jsonb) from public;
grant execute on function private.run_metric(text, jsonb) to authenticated;
