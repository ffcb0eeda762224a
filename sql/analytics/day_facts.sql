-- requires: sql/platform/default_privileges.sql
-- The facts of a day as columns of arrays: a window that begins or ends within this day reads one row of
-- it. With exact times, so a window may begin at any instant: at midnight of any time zone, or at
-- stats_valid_from.
create table private.day_facts (
  domain_id uuid not null,
  day date not null,
  happened_at timestamptz [] not null,
  numbers integer [] not null,
  flags smallint [] not null,
  conversations smallint [] not null,
  scored_at timestamptz [] not null,
  scored_ids uuid [] not null,
  rubrics integer [] not null,
  scores numeric [] not null,
  involved smallint [] not null default '{}',
  resolved smallint [] not null default '{}',
  ripe_at timestamptz,
  computed_at timestamptz not null default now(),
  split_at timestamptz,
  constraint day_facts_pkey primary key (domain_id, day)
);
alter table private.day_facts enable row level security;

create index day_facts_ripe_at_idx on private.day_facts (ripe_at) where ripe_at is not null;

comment on table private.day_facts is
'What was counted on a day (UTC): an element for each person and moment, or for each scored conversation (scored_at, scored_ids, rubrics, scores).';
comment on column private.day_facts.flags is 'Sum of the sets that the person is in, see private.person_fact.';
comment on column private.day_facts.ripe_at is
'When the next conversation of the day counts as resolved, if nothing happens: then the day is made anew.';
comment on column private.day_facts.split_at is
'When a day of the client''s time zone began: what was before and since then stands in blocks of level -1. Null where it began with this one.';
comment on column private.day_facts.scored_ids is 'The conversations.';
comment on column private.day_facts.scored_at is 'When the scored conversation began.';

revoke all on private.day_facts from public, anon, authenticated, service_role;
