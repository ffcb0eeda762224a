-- requires: sql/events/queue_backfill.sql sql/events/event_deliveries.sql
create or replace function private.count_accepted(message private.outbox, accepted integer, due_at timestamptz)
returns timestamptz
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  backfill_id uuid;
begin
  if message.topic = 'amplitude.backfill' then
    backfill_id := split_part(message.dedupe_key, ':', 2);
    update public.event_backfills as b set accepted = b.accepted + count_accepted.accepted
    where b.domain_id = message.domain_id and b.id = backfill_id;
    if due_at is null then
      perform private.queue_backfill(message.domain_id, backfill_id);
    end if;
  elsif accepted > 0 then
    insert into private.event_deliveries (domain_id, events, received_at)
    values (message.domain_id, accepted, message.created_at);
  end if;
  return due_at;
end;
$$;

comment on function private.count_accepted(private.outbox, integer, timestamptz) is
'Notes how many events of a message Amplitude accepted, for sync_lag() or in the back-fill, whose next page is queued where the message has ended. Returns when the message is due, as it was given.';
revoke all on function private.count_accepted(private.outbox, integer, timestamptz)
from public, anon, authenticated, service_role;
