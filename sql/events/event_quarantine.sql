-- requires: sql/platform/schemas.sql
-- What was sent stands here as it came, personal data too, as nobody knows yet what it is: for admins alone, and for
-- as long as retention_policies says. What names no known site belongs to no domain and stands under the nil id, for admins of all domains.
create table public.event_quarantine (
  domain_id uuid not null,
  id uuid not null,
  event_id uuid,
  name text,
  event jsonb not null,
  reason text not null,
  received_at timestamptz not null default now(),
  constraint event_quarantine_pkey primary key (domain_id, id)
);

create index event_quarantine_received_at_idx on public.event_quarantine (domain_id, received_at desc, id desc);
create index event_quarantine_event_id_idx on public.event_quarantine (domain_id, event_id)
where event_id is not null;

comment on table public.event_quarantine is
'Events that were not taken into the log, as they came, each with the reason. Kept as long as retention_policies says.';
comment on column public.event_quarantine.domain_id is 'The domain; the nil id where the event names no known site.';
comment on column public.event_quarantine.id is 'A digest of the event: sent again, it stands here once.';
comment on column public.event_quarantine.event_id is 'The event''s own id; null where it has none. Once an event of this id is taken, the row goes.';
comment on column public.event_quarantine.name is 'The name that it gives itself.';
comment on column public.event_quarantine.event is 'As it was sent.';
comment on column public.event_quarantine.reason is 'The field, and what is wrong with it.';
comment on column public.event_quarantine.received_at is 'When it first came.';
