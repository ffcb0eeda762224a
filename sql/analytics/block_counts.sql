-- requires: sql/platform/default_privileges.sql
create table private.block_counts (
  domain_id uuid not null,
  level smallint not null,
  block integer not null,
  conversations bigint not null,
  involved bigint not null default 0,
  resolved bigint not null default 0,
  constraint block_counts_pkey primary key (domain_id, level, block)
);
alter table private.block_counts enable row level security;

comment on table private.block_counts is 'What adds up, for the blocks of block_people.';

revoke all on private.block_counts from public, anon, authenticated, service_role;
