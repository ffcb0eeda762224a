-- requires: sql/engagement/envelope_faults.sql sql/engagement/payload_faults.sql
-- requires: sql/engagement/message_faults.sql
create or replace function private.first_event_fault(
  events jsonb,
  sites jsonb,
  is_backfill boolean,
  out place bigint,
  out fault text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  select found.place, found.fault
  into first_event_fault.place, first_event_fault.fault
  from (
    select e.place, e.fault, 1 as turn from private.envelope_faults(events, sites, is_backfill) as e
    union all
    select p.place, p.fault, 2 from private.payload_faults(events) as p
    union all
    select m.place, m.fault, 3 from private.message_faults(events) as m
  ) as found
  order by found.place, found.turn
  limit 1;
end;
$$;

comment on function private.first_event_fault(jsonb, jsonb, boolean) is
'The place from 1 of the first malformed event, and what is wrong with it as "field: problem"; nulls when none is. The types must be right: see event_type_fault.';

revoke all on function private.first_event_fault(jsonb, jsonb, boolean) from public;
