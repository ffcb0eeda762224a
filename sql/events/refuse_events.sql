-- requires: sql/events/keep_events.sql sql/events/event_refusals.sql sql/platform/bad_input.sql
-- Where Amplitude does not say which, halves are tried until the bad one is alone.
create or replace function private.refuse_events(message private.outbox, refused jsonb, status_code integer)
returns timestamptz
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  event_ids constant jsonb := message.payload -> 'event_ids';
  sent constant integer := message.payload -> 'sent';
  named jsonb := refused;
begin
  if refused = '{}' and sent > 1 then
    return private.keep_events(message, event_ids, sent / 2);
  end if;
  if refused = '{}' then
    named := jsonb_build_object(event_ids ->> 0, 'status_' || status_code);
  end if;
  if exists (
    select from jsonb_each_text(named) as said
    where said.value ~ '^[a-z][a-z0-9_.]{0,99}$' is not true
      or not jsonb_path_query_array(event_ids, '$[0 to $last]', jsonb_build_object('last', sent - 1)) ? said.key
  ) then
    perform private.bad_input('refused', 'ids that were in the request, each with a code');
  end if;
  insert into public.event_refusals as r (domain_id, id, reason)
  select message.domain_id, said.key::uuid, said.value from jsonb_each_text(named) as said
  on conflict on constraint event_refusals_pkey do update set reason = excluded.reason, refused_at = excluded.refused_at;
  return private.keep_events(message, event_ids - array(select jsonb_object_keys(named)));
end;
$$;

comment on function private.refuse_events(private.outbox, jsonb, integer) is
'Takes what Amplitude refuses out of a message, so that the rest is sent again. refused: id to code. Returns when it is due; null: nothing remains.';
revoke all on function private.refuse_events(private.outbox, jsonb, integer)
from public, anon, authenticated, service_role;
