-- requires: sql/identity/domains.sql sql/platform/new_id.sql
-- A row a day of uploads, as Amplitude's export is pulled; told again it is replaced, so nothing is counted twice.
create table public.event_exports (
  domain_id uuid not null constraint event_exports_domain_id_fkey references public.domains (id),
  id uuid not null default private.new_id(),
  uploaded_on date not null,
  counts jsonb not null,
  reported_at timestamptz not null default now(),
  constraint event_exports_pkey primary key (domain_id, id),
  constraint event_exports_uploaded_on_key unique (domain_id, uploaded_on),
  constraint event_exports_counts_check check (jsonb_typeof(counts) = 'array')
);

comment on table public.event_exports is 'How many events Amplitude says that it has, for event_reconciliation().';
comment on column public.event_exports.uploaded_on is 'The day, in UTC, on which Amplitude received them.';
comment on column public.event_exports.counts is 'Of each day, in UTC, and kind: {day, event_type, events}, by when they happened.';
comment on column public.event_exports.reported_at is 'When the export was pulled.';
