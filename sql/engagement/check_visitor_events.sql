-- requires: sql/engagement/event_envelope_fault.sql sql/engagement/event_payload_fault.sql
-- requires: sql/engagement/event_message_fault.sql sql/engagement/event_enrichment_fault.sql
-- requires: sql/engagement/event_type_fault.sql sql/platform/bad_input.sql
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
  select
    listed.place - 1 as place,
    listed.event ->> 'id' as id,
    checked.fault
  into broken
  from jsonb_array_elements(events) with ordinality as listed (event, place)
  cross join lateral (
    select coalesce(
      case when not is_typed then private.event_type_fault(listed.event) end,
      private.event_envelope_fault(listed.event, sites, is_backfill),
      private.event_payload_fault(listed.event)
    ) as fault
  ) as checked
  where checked.fault is not null
  order by listed.place
  limit 1;

  if found then
    perform private.bad_input(
      format('events[%s].%s', broken.place, split_part(broken.fault, ': ', 1)),
      format(
        '%s (event id %s); nothing of this batch was stored',
        split_part(broken.fault, ': ', 2), coalesce(broken.id, 'missing')
      )
    );
  end if;
end;
$$;

comment on function private.check_visitor_events(jsonb, jsonb, boolean, boolean) is
'Raises 22023 that names the first malformed event by its index from 0, its id and the field. is_typed: the events have been cast, so their types are right.';

revoke all on function private.check_visitor_events(jsonb, jsonb, boolean, boolean) from public;
