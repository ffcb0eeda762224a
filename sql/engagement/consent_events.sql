-- requires: sql/identity/domains.sql
-- The proof of who agreed to what, and when. It has to outlast what a withdrawal takes away, so it knows
-- the visitor by digest alone, from the beginning. Rows are only added.
create table private.consent_events (
  domain_id uuid not null,
  id uuid not null,
  digest bytea not null,
  state text not null,
  purposes text [] not null,
  source text not null,
  occurred_at timestamptz not null,
  constraint consent_events_pkey primary key (domain_id, id),
  constraint consent_events_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint consent_events_state_check check (state in ('granted', 'withdrawn')),
  constraint consent_events_source_check check (source in ('widget', 'staff')),
  constraint consent_events_purposes_check check (cardinality(purposes) > 0)
);
alter table private.consent_events enable row level security;

create index consent_events_digest_idx on private.consent_events (domain_id, digest, occurred_at desc, id desc);

comment on table private.consent_events is
'Decisions of visitors on consent: who, by digest (private.visitor_digest), what, for which purposes, when, and whether the widget or somebody of the staff told. Only added to.';

revoke all on private.consent_events from public, anon, authenticated, service_role;
