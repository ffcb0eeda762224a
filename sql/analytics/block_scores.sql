-- requires: sql/platform/default_privileges.sql
create table private.block_scores (
  domain_id uuid not null,
  level smallint not null,
  block integer not null,
  rubric_version integer not null,
  scored bigint not null,
  total numeric not null,
  deciles bigint [] not null,
  best_score numeric not null,
  best_id uuid not null,
  worst_score numeric not null,
  worst_id uuid not null,
  constraint block_scores_pkey primary key (domain_id, level, block, rubric_version)
);
alter table private.block_scores enable row level security;

comment on table private.block_scores is
'Current scores of the conversations that began in a block, by rubric version: these are never mixed.';
comment on column private.block_scores.deciles is
'Ten counts: scores from 0 to under 10, …, from 90 to 100.';
comment on column private.block_scores.best_id is
'The conversation with the best score, of equal ones that with the lowest id.';

revoke all on private.block_scores from public, anon, authenticated, service_role;
