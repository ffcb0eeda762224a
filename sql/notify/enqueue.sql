-- requires: sql/notify/outbox.sql
create function private.enqueue(
  topic text,
  dedupe_key text,
  payload jsonb,
  domain_id uuid default null,
  not_before timestamptz default now()
)
returns uuid
language plpgsql
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
declare
  message_id uuid;
begin
  insert into private.outbox as o (topic, dedupe_key, payload, domain_id, not_before)
  values (enqueue.topic, enqueue.dedupe_key, enqueue.payload, enqueue.domain_id, enqueue.not_before)
  on conflict on constraint outbox_dedupe_key_key do nothing
  returning o.id into message_id;
  if message_id is null then
    select o.id into message_id from private.outbox as o where o.dedupe_key = enqueue.dedupe_key;
  end if;
  return message_id;
end;
$$;

comment on function private.enqueue(text, text, jsonb, uuid, timestamptz) is
'Writes a message to the outbox. The same dedupe_key again returns the first message''s id and writes nothing.';
-- For definer functions only: whoever calls it could send mail to anybody, and would learn from the
-- id that comes back which keys other tenants' messages have.
revoke all on function private.enqueue(text, text, jsonb, uuid, timestamptz)
from public, anon, authenticated, service_role;
