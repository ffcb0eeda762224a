-- requires: sql/identity/domains.sql
-- In months, as it only grows and is read by time. Postgres wants the time in the key of such a table, so the key
-- alone would take an event twice whose time differs: private.event_ids keeps the ids apart from the time.
-- No foreign keys: it is a log with one writer, which has looked up the domain and the catalogue.
create table public.event_log (
  domain_id uuid not null,
  id uuid not null,
  name text not null,
  schema_version integer not null,
  actor_kind text not null,
  actor_id text,
  object text,
  properties jsonb not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  source text not null,
  trace_id text,
  is_test boolean not null,
  has_clock_skew boolean not null,
  constraint event_log_pkey primary key (domain_id, id, occurred_at),
  constraint event_log_actor_kind_check check (actor_kind in ('user', 'bo_user', 'system', 'integration')),
  constraint event_log_actor_id_check check (actor_id is not null or actor_kind = 'system')
) partition by range (occurred_at);

-- An event whose month has no partition lands here, is read like any other, and is moved by the upkeep.
create table private.event_log_default partition of public.event_log default;
alter table private.event_log_default enable row level security;
revoke all on private.event_log_default from public, anon, authenticated, service_role;

-- For whatever asks for a time of all domains.
create index event_log_occurred_at_idx on public.event_log using brin (occurred_at);
create index event_log_domain_id_idx on public.event_log (domain_id, occurred_at desc, id desc);
create index event_log_name_idx on public.event_log (domain_id, name, occurred_at desc, id desc);
create index event_log_actor_id_idx on public.event_log (domain_id, actor_id, occurred_at desc, id desc)
where actor_id is not null;
create index event_log_object_idx on public.event_log (domain_id, object, occurred_at desc, id desc)
where object is not null;

comment on table public.event_log is
'What users, people of the back office, systems and integrations did, once per event id. Never updated.';
comment on column public.event_log.id is 'Drawn by whoever tells of it; the same again in the domain is no other event.';
comment on column public.event_log.name is 'As in event_catalog.';
comment on column public.event_log.schema_version is 'The version of the catalogue that it follows.';
comment on column public.event_log.actor_kind is 'user (of the platform), bo_user (a person here), system or integration.';
comment on column public.event_log.actor_id is
'Who: the platform''s own id of the user, the person''s id, the name of the system or integration.';
comment on column public.event_log.object is 'What it is about, such as orders/order-1.';
comment on column public.event_log.properties is 'As the catalogue asks, without what it calls personal.';
comment on column public.event_log.occurred_at is
'The sender''s time; the time of receipt where the sender''s clock was over 5 minutes ahead.';
comment on column public.event_log.received_at is 'When it came here.';
comment on column public.event_log.source is 'Which program told of it.';
comment on column public.event_log.trace_id is 'What joins it with other programs'' logs.';
comment on column public.event_log.has_clock_skew is 'True where occurred_at was set back to received_at.';
