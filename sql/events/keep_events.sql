-- requires: sql/notify/outbox.sql
create or replace function private.keep_events(message private.outbox, remaining jsonb, at_most integer default null)
returns timestamptz
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  is_done constant boolean := remaining = '[]';
begin
  -- There was an answer, so attempts and what went wrong before are over.
  update private.outbox as o set
    state = case when is_done then 'done' else 'waiting' end,
    finished_at = case when is_done then now() end,
    payload = case when is_done then '{}' else jsonb_strip_nulls(jsonb_build_object('event_ids', remaining, 'at_most', at_most)) end,
    attempts = 0, claimed_by = null, last_error = null, not_before = now()
  where o.id = message.id;
  return case when not is_done then now() end;
end;
$$;

comment on function private.keep_events(private.outbox, jsonb, integer) is
'Leaves these events in a message for Amplitude, due at once, or ends it where none remains. at_most: so many go in one request. Returns when it is due.';
revoke all on function private.keep_events(private.outbox, jsonb, integer)
from public, anon, authenticated, service_role;
