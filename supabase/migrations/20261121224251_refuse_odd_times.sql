-- A bad visible_ms of any event but widget_shown ended the whole batch without a name; times such as '09:30 BC Z'
-- were taken.
set local check_function_bodies = off;

create or replace function private.event_payload_fault(
  event jsonb
)
  returns text
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  as $function$
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
    when email !~ '^[^@\s]{1,64}@[^@\s]+\.[^@\s.]+$' or length(email) > 320
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
  end;
end;
$function$;

create or replace function private.has_zone(
  value text
)
  returns boolean
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  as $function$
begin
  -- Strict, as Postgres also reads '09:30 BC Z' and '09:30 PM Z'.
  return value ~ '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.]\d+)?)?(Z|[+-]\d\d(:?\d\d){0,2})$';
end;
$function$;
