-- A time of a visitor event is one digit by digit: one with a blank in place of a digit was let through.
set local check_function_bodies = off;

create or replace function private.envelope_faults(
  events jsonb,
  sites jsonb,
  is_backfill boolean
)
  returns table (
    place bigint,
    fault text
  )
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  -- With each digit a nine.
  usual constant text [] := '{9999-99-99T99:99:99Z,9999-99-99T99:99:99.999Z}';
begin
  return query
  select listed.place, checked.fault
  from jsonb_array_elements(events) with ordinality as listed (event, place)
  cross join lateral (select case
    when event ->> 'id' is null then 'id: must be a uuid'
    when (sites ->> (event ->> 'site_domain')) is null then 'site_domain: is no known site'
    when event ->> 'visitor_id' is null then 'visitor_id: must be a uuid'
    when event ->> 'session_id' is null then 'session_id: must be a uuid'
    when event ->> 'kind' is null then 'kind: is no known kind'
    when (translate(event ->> 'occurred_at', '012345678', '999999999') = any(usual)
      or private.has_zone(event ->> 'occurred_at')) is not true
      then 'occurred_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when not (translate(event ->> 'received_at', '012345678', '999999999') = any(usual)
      or private.has_zone(event ->> 'received_at'))
      then 'received_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when not is_backfill and (event ->> 'occurred_at')::timestamptz
      < coalesce((event ->> 'received_at')::timestamptz, now()) - interval '7 days'
      then 'occurred_at: is over 7 days late; send it as a backfill'
    when jsonb_typeof(event -> 'url') not in ('string', 'null') or length(event ->> 'url') > 2048
      then 'url: must be a text of at most 2048 characters'
    when jsonb_typeof(event -> 'properties') not in ('object', 'null') then 'properties: must be an object'
    when event ->> 'environment' !~ '^[a-z0-9_-]{1,50}$'
      then 'environment: must be a short name such as production'
    when event ->> 'deployment_target' !~ '^[a-z0-9_-]{1,50}$'
      then 'deployment_target: must be a short name such as widget'
    when event ->> 'agent' !~ '^[a-z0-9_-]{1,50}$' then 'agent: must be a short name such as web'
  end) as checked (fault)
  where checked.fault is not null;
end;
$function$;
