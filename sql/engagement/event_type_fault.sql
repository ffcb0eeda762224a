-- requires: sql/platform/is_valid_input.sql sql/engagement/visitor_event_kind.sql
create or replace function private.event_type_fault(event jsonb)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(event) <> 'object' then 'event: must be an object'
    when not private.is_valid_input(event ->> 'id', 'uuid') then 'id: must be a uuid'
    when not private.is_valid_input(event ->> 'visitor_id', 'uuid')
      then 'visitor_id: must be a uuid'
    when not private.is_valid_input(event ->> 'session_id', 'uuid')
      then 'session_id: must be a uuid'
    when not private.is_valid_input(event ->> 'conversation_id', 'uuid')
      then 'conversation_id: must be a uuid'
    when not private.is_valid_input(event ->> 'kind', 'public.visitor_event_kind')
      then 'kind: is no known kind'
    when not private.is_valid_input(event ->> 'occurred_at', 'timestamptz')
      then 'occurred_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when not private.is_valid_input(event ->> 'received_at', 'timestamptz')
      then 'received_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
  end;
end;
$$;

comment on function private.event_type_fault(jsonb) is
'Which field of an event cannot be cast, as "field: problem"; null when all can. Fields that are missing are event_envelope_fault''s.';

revoke all on function private.event_type_fault(jsonb) from public;
