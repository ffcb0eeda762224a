-- requires: sql/identity/is_email.sql sql/engagement/event_enrichment_fault.sql
-- requires: sql/engagement/event_consent_fault.sql
create or replace function private.payload_faults(events jsonb)
returns table (place bigint, fault text)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select listed.place, checked.fault
  from jsonb_array_elements(events) with ordinality as listed (event, place)
  cross join lateral (
    select listed.event ->> 'kind', coalesce(nullif(listed.event -> 'properties', 'null'), '{}')
    offset 0 -- Taken out of the event once, not once for each line below.
  ) as told (kind, given)
  cross join lateral (select case
    when told.kind in ('message', 'demo_proposed', 'conversation_status')
      and listed.event ->> 'conversation_id' is null
      then 'conversation_id: required for this kind'
    when told.kind in ('identify', 'email_captured') and told.given ->> 'email' is null
      then 'properties.email: required for this kind'
    when not private.is_email(told.given ->> 'email') then 'properties.email: is no e-mail address'
    -- Of any kind, as sessions take it from every event that has it.
    when told.given -> 'visible_ms' is not null and (told.given ->> 'visible_ms') ~ '^\d{1,9}$' is not true
      then 'properties.visible_ms: must be a whole number of milliseconds'
    when told.kind = 'conversation_status'
      and coalesce(told.given ->> 'status', '') not in ('open', 'closed', 'handed_over')
      then 'properties.status: must be open, closed or handed_over'
    when told.kind = 'enrichment' then private.event_enrichment_fault(told.given)
    when told.kind = 'consent' then private.event_consent_fault(told.given)
  end) as checked (fault)
  where checked.fault is not null;
end;
$$;

comment on function private.payload_faults(jsonb) is
'What is wrong with the fields that the kinds of the events need, as "field: problem", by the event''s place from 1. What a message needs is message_faults''.';

revoke all on function private.payload_faults(jsonb) from public;
