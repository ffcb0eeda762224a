-- requires: sql/analytics/metric_fault.sql sql/platform/is_text.sql
-- requires: sql/platform/is_valid_input.sql
create or replace function private.widget_fault(widget jsonb, known_ids uuid [])
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if jsonb_typeof(widget) <> 'object' then
    return 'must be an object';
  end if;
  if widget ->> 'id' is not null and not coalesce(
    case when private.is_valid_input(widget ->> 'id', 'uuid') then (widget ->> 'id')::uuid = any(known_ids) end, false
  ) then
    return 'id: must be that of a widget of this dashboard';
  end if;
  if not private.is_text(widget -> 'title', 100) then
    return 'title: must be a text of 1 to 100 characters';
  end if;
  if widget -> 'layout' is not null
    and (jsonb_typeof(widget -> 'layout') <> 'object' or length(widget ->> 'layout') > 1000) then
    return 'layout: must be an object of at most 1000 characters';
  end if;
  return private.metric_fault(widget ->> 'metric', jsonb_strip_nulls(coalesce(widget -> 'params', '{}')));
end;
$$;

comment on function private.widget_fault(jsonb, uuid []) is
'What is wrong with a widget; null where nothing is. known_ids: the widgets that are there.';
revoke all on function private.widget_fault(jsonb, uuid []) from public, anon, authenticated, service_role;
