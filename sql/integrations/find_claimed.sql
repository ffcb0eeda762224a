-- requires: sql/notify/outbox.sql sql/platform/fail.sql
create or replace function private.find_claimed(message_id uuid, worker text, topic text default 'webhook.deliver')
returns private.outbox
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox
set search_path = ''
as $$
declare
  claimed private.outbox;
begin
  select o.* into claimed from private.outbox as o
  where o.id = find_claimed.message_id and o.state = 'claimed' and o.claimed_by = find_claimed.worker
    and starts_with(o.topic, find_claimed.topic)
  for update;
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this message is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
  return claimed;
end;
$$;

comment on function private.find_claimed(uuid, text, text) is
'The message that this worker holds, locked. topic: what its topic begins with. Raises PT409 CLAIM_LOST.';
revoke all on function private.find_claimed(uuid, text, text) from public, anon, authenticated, service_role;
