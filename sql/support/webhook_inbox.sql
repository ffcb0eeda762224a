-- requires: sql/platform/new_id.sql
-- What other systems send, byte for byte: answered at once, applied later, and checked again when in doubt.
create table private.webhook_inbox (
  id uuid not null default private.new_id(),
  provider text not null,
  delivery_id text not null,
  headers jsonb not null,
  body bytea not null,
  signature_ok boolean not null,
  is_fresh boolean not null,
  received_at timestamptz not null default clock_timestamp(),
  processed_at timestamptz,
  error text,
  constraint webhook_inbox_pkey primary key (id),
  constraint webhook_inbox_delivery_id_key unique (provider, delivery_id),
  constraint webhook_inbox_provider_check check (provider ~ '^[a-z][a-z_]{0,30}$')
);
alter table private.webhook_inbox enable row level security;

create index webhook_inbox_received_at_idx on private.webhook_inbox (received_at, id) where processed_at is null;

comment on table private.webhook_inbox is 'Webhooks as they came, by the id that the sender gave the delivery.';
comment on column private.webhook_inbox.body is 'The raw bytes: what was signed. Empty once the visitor whom they quote was erased.';
comment on column private.webhook_inbox.is_fresh is 'Sent within a minute of its receipt; older ones are not applied, but asked about.';
comment on column private.webhook_inbox.error is 'Why it was not applied; null: it was, or has not been looked at.';
revoke all on private.webhook_inbox from public, anon, authenticated, service_role;
