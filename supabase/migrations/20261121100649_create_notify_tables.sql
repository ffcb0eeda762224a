-- sql/notify/outbox.sql
-- Whatever leaves the database is written here in the transaction that causes it; a worker sends it.
-- requires: sql/platform/new_id.sql sql/platform/environment.sql
create table private.outbox (
  id uuid not null default private.new_id(),
  topic text not null,
  dedupe_key text not null,
  payload jsonb not null,
  domain_id uuid,
  environment text not null default private.environment(),
  state text not null default 'waiting',
  not_before timestamptz not null default now(),
  attempts integer not null default 0,
  claimed_by text,
  last_error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint outbox_id_pkey primary key (id),
  constraint outbox_dedupe_key_key unique (dedupe_key),
  constraint outbox_topic_check check (topic ~ '^[a-z_]+(\.[a-z_]+)+$'),
  constraint outbox_state_check check (state in ('waiting', 'claimed', 'done', 'dead'))
);
alter table private.outbox enable row level security;

create index outbox_not_before_idx on private.outbox (not_before) where state in ('waiting', 'claimed');

comment on table private.outbox is
'Messages to the outside: e-mail, calls to the auth service, webhooks. Delivered at least once, so receivers need the dedupe key.';
comment on column private.outbox.dedupe_key is 'A message with a key that was seen before is not written again';
comment on column private.outbox.environment is 'Where it was written: a copied database must not send another environment''s mail';
comment on column private.outbox.state is 'waiting, claimed (by a worker, until not_before), done, dead (gave up after the last attempt)';
comment on column private.outbox.not_before is 'Next attempt; for a claimed message the time at which the claim lapses';
revoke all on private.outbox from public, anon, authenticated, service_role;

-- sql/notify/enqueue.sql
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
revoke execute on function private.enqueue(text, text, jsonb, uuid, timestamptz) from public;
grant execute on function private.enqueue(text, text, jsonb, uuid, timestamptz) to authenticated, service_role;
