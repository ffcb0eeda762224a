-- requires: sql/identity/domains.sql
-- Written by run_rollup_upkeep alone. Numbers that people have seen as final do not change in silence.
create table public.metric_revisions (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  day date not null,
  metric text not null,
  old_value numeric(38, 0) not null,
  new_value numeric(38, 0) not null,
  cause text not null,
  revised_at timestamptz not null default now(),
  constraint metric_revisions_pkey primary key (domain_id, id),
  constraint metric_revisions_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint metric_revisions_new_value_check check (new_value <> old_value)
);

create index metric_revisions_day_idx on public.metric_revisions (domain_id, day desc, revised_at desc);

comment on table public.metric_revisions is
'Numbers of a day (UTC) that changed after they were final: over 7 days after the day ended.';
comment on column public.metric_revisions.day is 'The day (UTC).';
comment on column public.metric_revisions.old_value is 'What had been final.';
comment on column public.metric_revisions.new_value is 'What is counted since.';
comment on column public.metric_revisions.revised_at is 'When it was counted anew.';
comment on column public.metric_revisions.metric is
'conversations, involved and resolved (of these), or persons: displayed, conversed, converted, demo, captured, booked, reached, booked_or_conversed, active; or of trades transactions (confirmed), volume_usd_minor and fees_usd_minor.';
comment on column public.metric_revisions.cause is
'What changed first: conversations, events, merge (of visitors), people (of the back office), resolution (24 hours passed), active_kinds and event_types (another definition of active); of trades trades, charges (of fees), or deals (their order, token or user).';
