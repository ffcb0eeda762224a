-- requires: sql/platform/bad_input.sql
create or replace function private.check_events(events jsonb)
returns void
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if jsonb_typeof(events) is distinct from 'array' then
    perform private.bad_input('events', 'must be an array of events');
  end if;
  if jsonb_array_length(events) > 1000 then
    perform private.fail('22023', 'BATCH_TOO_LARGE', 'events: at most 1000 at once', 'Split the batch.');
  end if;
end;
$$;

comment on function private.check_events(jsonb) is
'Raises 22023 INVALID_INPUT unless it is an array, BATCH_TOO_LARGE for over 1000 events.';
revoke all on function private.check_events(jsonb) from public, anon, authenticated, service_role;
