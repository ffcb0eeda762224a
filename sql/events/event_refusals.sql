-- requires: sql/identity/domains.sql
create table public.event_refusals (
  domain_id uuid not null constraint event_refusals_domain_id_fkey references public.domains (id),
  id uuid not null,
  reason text not null,
  refused_at timestamptz not null default now(),
  constraint event_refusals_pkey primary key (domain_id, id),
  constraint event_refusals_reason_check check (reason ~ '^[a-z][a-z0-9_.]{0,99}$')
);

create index event_refusals_refused_at_idx on public.event_refusals (refused_at);

comment on table public.event_refusals is 'Events that Amplitude did not take. They stay in event_log, and are not sent again. Kept for 30 days.';
comment on column public.event_refusals.id is 'The event, of event_log.';
comment on column public.event_refusals.reason is 'A code of the worker''s, such as missing_field.event_type, or the status of the answer.';
comment on column public.event_refusals.refused_at is 'When Amplitude said so.';
