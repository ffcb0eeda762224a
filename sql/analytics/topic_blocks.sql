-- requires: sql/platform/default_privileges.sql
-- A conversation begins once, so what is counted of topics adds up over time: no sets are needed. By hours,
-- so that the midnights of nearly all time zones fall between two of them.
create table private.topic_blocks (
  domain_id uuid not null,
  level smallint not null,
  block integer not null,
  topic_id uuid not null,
  conversations bigint not null,
  classified bigint not null,
  constraint topic_blocks_pkey primary key (domain_id, level, block, topic_id)
);
alter table private.topic_blocks enable row level security;

comment on table private.topic_blocks is
'Conversations by topic that began in a block of 2^level hours (UTC), test traffic left out.';
comment on column private.topic_blocks.block is
'Hours since 2000-01-01 (UTC) shifted right by level.';
comment on column private.topic_blocks.topic_id is
'The topic, of merged ones the survivor; all zeros: any topic, each conversation once.';
comment on column private.topic_blocks.classified is
'All that were classified, also as having no topic; 0 in the rows of a single topic.';

revoke all on private.topic_blocks from public, anon, authenticated, service_role;
