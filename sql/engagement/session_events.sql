-- requires: sql/identity/domains.sql sql/engagement/visitor_event_kind.sql
-- The widget's own event id is the key, so an event that is sent twice is stored once. No foreign keys:
-- it is a log with one writer, which writes visitor and session in the same transaction, and checking
-- that again costs a batch an eighth of its time.
create table public.session_events (
  domain_id uuid not null,
  id uuid not null,
  visitor_id uuid not null,
  session_id uuid not null,
  conversation_id uuid,
  kind public.visitor_event_kind not null,
  url text,
  properties jsonb not null default '{}',
  environment text not null,
  deployment_target text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  has_clock_skew boolean not null,
  agent_key text,
  constraint session_events_pkey primary key (domain_id, id)
);

create index session_events_visitor_id_idx
on public.session_events (domain_id, visitor_id, occurred_at desc, id desc);
-- What the numbers of a day are made of: private.widget_displays, private.active_events.
create index session_events_occurred_at_idx on public.session_events (domain_id, occurred_at, kind);

comment on table public.session_events is
'What the widget reported, once per event id, but for decisions on consent. Never updated.';
comment on column public.session_events.visitor_id is
'As the widget said; a visitor who was merged keeps the events from its own browser.';
comment on column public.session_events.properties is
'Without what other tables guard: message texts, e-mail addresses and enrichment results.';
comment on column public.session_events.occurred_at is
'The client''s time; the time of receipt where the client''s clock was over 5 minutes ahead.';
comment on column public.session_events.has_clock_skew is
'True where occurred_at was set back to received_at.';
comment on column public.session_events.agent_key is
'The agent that the widget named; null in rows that are older than the column.';
comment on column public.session_events.kind is 'What happened.';
