-- requires: sql/platform/is_zoned_time.sql sql/platform/is_valid_input.sql sql/platform/is_text.sql
create or replace function private.log_event_fault(event jsonb, sites jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(event) <> 'object' then 'event: must be an object'
    when (sites ->> (event ->> 'site_domain')) is null then 'site_domain: is no known site'
    when private.is_valid_input(event ->> 'id', 'uuid') is not true then 'id: must be a uuid'
    when not private.is_text(event -> 'name', 100) then 'name: must be a text of 1 to 100 characters'
    when (event ->> 'schema_version') ~ '^[1-9]\d{0,3}$' is false then 'schema_version: must be a number from 1'
    when event ->> 'actor_kind' in ('user', 'bo_user', 'system', 'integration') is not true
      then 'actor_kind: must be user, bo_user, system or integration'
    when not private.is_text(event -> 'actor_id', 200)
      and (event ->> 'actor_kind' <> 'system' or event ->> 'actor_id' is not null)
      then 'actor_id: must be a text of 1 to 200 characters'
    when event ->> 'object' is not null and not private.is_text(event -> 'object', 200)
      then 'object: must be a text of 1 to 200 characters'
    when jsonb_typeof(event -> 'properties') not in ('object', 'null') then 'properties: must be an object'
    when length(event ->> 'properties') > 16000 then 'properties: must have at most 16000 characters'
    when not private.is_zoned_time(event ->> 'occurred_at')
      then 'occurred_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when (event ->> 'occurred_at')::timestamptz < '2000-01-01T00:00:00Z' then 'occurred_at: must lie after 1999'
    when event ->> 'source' !~ '^[a-z0-9_-]{1,50}$' then 'source: must be a short name such as platform'
    when event ->> 'trace_id' is not null and not private.is_text(event -> 'trace_id', 100)
      then 'trace_id: must be a text of 1 to 100 characters'
    when jsonb_typeof(event -> 'is_test') not in ('boolean', 'null') then 'is_test: must be true or false'
  end;
end;
$$;

comment on function private.log_event_fault(jsonb, jsonb) is
'What is wrong with the fields that every event has, as "field: problem"; null where nothing is. sites maps names to domain ids.';
revoke all on function private.log_event_fault(jsonb, jsonb) from public, anon, authenticated, service_role;
