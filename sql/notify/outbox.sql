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

create index outbox_not_before_idx on private.outbox (not_before)
where state in ('waiting', 'claimed') and topic <> 'amplitude.event';
-- What goes in order, by itself: a long queue of it is in nobody's way.
create index outbox_events_idx on private.outbox (domain_id, created_at, id)
where state in ('waiting', 'claimed') and topic = 'amplitude.event';

comment on table private.outbox is
'Messages to the outside: e-mail, calls to the auth service, webhooks. Delivered at least once, so receivers need the dedupe key.';
comment on column private.outbox.dedupe_key is 'A message with a key that was seen before is not written again';
comment on column private.outbox.environment is 'Where it was written: a copied database must not send another environment''s mail';
comment on column private.outbox.state is 'waiting, claimed (by a worker, until not_before), done, dead (gave up after the last attempt)';
comment on column private.outbox.not_before is 'Next attempt; for a claimed message the time at which the claim lapses';
revoke all on private.outbox from public, anon, authenticated, service_role;
