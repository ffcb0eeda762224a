-- requires: sql/analytics/dashboard_widgets.sql sql/analytics/widget_fault.sql sql/platform/bad_input.sql
create or replace function private.store_widgets(dashboard public.dashboards, widgets jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  known_ids constant uuid [] := array(
    select w.id from public.dashboard_widgets as w
    where w.domain_id = dashboard.domain_id and w.dashboard_id = dashboard.id
  );
  broken record;
begin
  if jsonb_typeof(widgets) is distinct from 'array' or jsonb_array_length(widgets) > 50 then
    perform private.bad_input('widgets', 'must be an array of at most 50');
  end if;
  select given.place - 1 as place, told.fault into broken
  from jsonb_array_elements(widgets) with ordinality as given (widget, place)
  cross join lateral (select private.widget_fault(given.widget, known_ids) as fault) as told
  where told.fault is not null
  order by given.place
  limit 1;
  if found then
    perform private.bad_input(format('widgets[%s]', broken.place), broken.fault);
  end if;
  delete from public.dashboard_widgets as w
  where w.domain_id = dashboard.domain_id and w.dashboard_id = dashboard.id;
  insert into public.dashboard_widgets (domain_id, id, dashboard_id, position, metric, title, params, layout)
  select
    dashboard.domain_id, coalesce((given.widget ->> 'id')::uuid, private.new_id()), dashboard.id, given.place,
    given.widget ->> 'metric', btrim(given.widget ->> 'title'),
    jsonb_strip_nulls(coalesce(given.widget -> 'params', '{}')), coalesce(given.widget -> 'layout', '{}')
  from jsonb_array_elements(widgets) with ordinality as given (widget, place)
  order by given.place;
exception
  when unique_violation then
    perform private.bad_input('widgets', 'has an id twice');
end;
$$;

comment on function private.store_widgets(public.dashboards, jsonb) is
'Makes these the widgets of a dashboard, in this order. Raises 22023 that names a bad one by its place, from 0.';
revoke all on function private.store_widgets(public.dashboards, jsonb) from public, anon, authenticated, service_role;
