-- requires: sql/events/event_filter.sql sql/events/event_filter_fault.sql sql/platform/bad_input.sql
create or replace function private.read_event_filter(filter jsonb)
returns private.event_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := jsonb_strip_nulls(coalesce(nullif(filter, 'null'), '{}'));
  broken record;
begin
  if jsonb_typeof(given) <> 'object' then
    perform private.bad_input('filter', 'must be an object');
  end if;
  select entry.key, private.event_filter_fault(entry.key, entry.value) as fault into broken
  from jsonb_each(given) as entry
  where private.event_filter_fault(entry.key, entry.value) is not null
  order by entry.key
  limit 1;
  if found then
    perform private.bad_input('filter.' || broken.key, broken.fault);
  end if;
  return jsonb_populate_record(
    null::private.event_filter,
    given - '{from,to}'::text [] || jsonb_build_object('from_at', given -> 'from', 'until_at', given -> 'to')
  );
end;
$$;

comment on function private.read_event_filter(jsonb) is
'The filter of list_events() with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_event_filter(jsonb) from public, anon, authenticated, service_role;
