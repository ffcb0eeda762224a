-- requires: sql/integrations/webhook_endpoints.sql
-- A row an attempt. What waits to be sent is in private.outbox.
create table public.webhook_deliveries (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  endpoint_id uuid not null,
  message_id uuid not null,
  topic text not null,
  body text not null,
  attempt integer not null,
  status_code integer,
  error text,
  attempted_at timestamptz not null default now(),
  constraint webhook_deliveries_pkey primary key (domain_id, id),
  constraint webhook_deliveries_endpoint_id_fkey
  foreign key (domain_id, endpoint_id) references public.webhook_endpoints (domain_id, id),
  constraint webhook_deliveries_status_code_check check (status_code between 100 and 599),
  constraint webhook_deliveries_error_check check (error ~ '^[a-z][a-z0-9_]{0,63}$')
);

create index webhook_deliveries_endpoint_id_idx
on public.webhook_deliveries (domain_id, endpoint_id, attempted_at desc, id desc);
create index webhook_deliveries_attempted_at_idx on public.webhook_deliveries (attempted_at);

comment on table public.webhook_deliveries is 'Attempts to tell another program of something: what was sent, and what it answered. Kept for 30 days.';
comment on column public.webhook_deliveries.endpoint_id is 'Where it was sent to.';
comment on column public.webhook_deliveries.message_id is 'The header webhook-id: the same in each attempt, and when it is sent again by hand.';
comment on column public.webhook_deliveries.topic is 'What it tells of.';
comment on column public.webhook_deliveries.attempt is 'The how manieth attempt it was.';
comment on column public.webhook_deliveries.status_code is 'The HTTP status of the answer; null: there was none.';
comment on column public.webhook_deliveries.error is 'Why there was no answer, as a code such as timeout.';
comment on column public.webhook_deliveries.attempted_at is 'When it was sent.';
