-- requires: sql/identity/is_email.sql sql/engagement/event_consent_fault.sql
create or replace function private.event_payload_fault(event jsonb)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
declare
  kind constant text := event ->> 'kind';
  given constant jsonb := coalesce(nullif(event -> 'properties', 'null'), '{}');
  email constant text := given ->> 'email';
begin
  return case
    when kind in ('message', 'demo_proposed', 'conversation_status')
      and event ->> 'conversation_id' is null
      then 'conversation_id: required for this kind'
    when kind in ('identify', 'email_captured') and email is null
      then 'properties.email: required for this kind'
    when not private.is_email(email)
      then 'properties.email: is no e-mail address'
    -- Of any kind, as sessions take it from every event that has it.
    when given -> 'visible_ms' is not null
      and (given ->> 'visible_ms') ~ '^\d{1,9}$' is not true
      then 'properties.visible_ms: must be a whole number of milliseconds'
    when kind = 'message' then private.event_message_fault(given)
    when kind = 'conversation_status'
      and coalesce(given ->> 'status', '') not in ('open', 'closed', 'handed_over')
      then 'properties.status: must be open, closed or handed_over'
    when kind = 'enrichment' then private.event_enrichment_fault(given)
    when kind = 'consent' then private.event_consent_fault(given)
  end;
end;
$$;

comment on function private.event_payload_fault(jsonb) is
'What is wrong with the fields that the event''s kind needs, as "field: problem"; null when nothing.';

revoke all on function private.event_payload_fault(jsonb) from public;
