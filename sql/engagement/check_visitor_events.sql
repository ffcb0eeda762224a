-- requires: sql/engagement/first_event_fault.sql sql/engagement/event_type_fault.sql
-- requires: sql/platform/bad_input.sql
create or replace function private.check_visitor_events(
  events jsonb,
  sites jsonb,
  is_backfill boolean,
  is_typed boolean
)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  broken record;
begin
  if is_typed then
    select told.place, told.fault into broken
    from private.first_event_fault(events, sites, is_backfill) as told;
  else
    -- One after the other: where the type is wrong, nothing else may be asked.
    select listed.place, checked.fault into broken
    from jsonb_array_elements(events) with ordinality as listed (event, place)
    cross join lateral (
      select coalesce(private.event_type_fault(listed.event), (
        select told.fault
        from private.first_event_fault(jsonb_build_array(listed.event), sites, is_backfill) as told
      ))
    ) as checked (fault)
    where checked.fault is not null
    order by listed.place
    limit 1;
  end if;

  if broken.fault is not null then
    perform private.bad_input(
      format('events[%s].%s', broken.place - 1, split_part(broken.fault, ': ', 1)),
      format(
        '%s (event id %s); nothing of this batch was stored',
        split_part(broken.fault, ': ', 2), coalesce(events -> (broken.place - 1)::integer ->> 'id', 'missing')
      )
    );
  end if;
end;
$$;

comment on function private.check_visitor_events(jsonb, jsonb, boolean, boolean) is
'Raises 22023 that names the first malformed event by its index from 0, its id and the field. is_typed: the events have been cast, so their types are right.';

revoke all on function private.check_visitor_events(jsonb, jsonb, boolean, boolean) from public;
