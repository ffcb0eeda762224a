-- requires: sql/platform/default_privileges.sql
-- Distinct persons cannot be added up, so these are sets, one bit a person, which can be joined. Blocks of
-- level n cover 2^n days: a year is at most 16 blocks. 4096 persons a row: a small domain has one row a
-- block. The sets that every dashboard asks stand behind each other in one string, so that joining two blocks is one
-- step, and in the row as they are: unpacking them cost more than reading and joining them.
create table private.block_people (
  domain_id uuid not null,
  level smallint not null,
  block integer not null,
  chunk integer not null,
  active bit(4096) not null default repeat('0', 4096)::bit(4096),
  sets bit(28672) not null,
  constraint block_people_pkey primary key (domain_id, level, block, chunk)
);
alter table private.block_people alter column sets set storage plain;
alter table private.block_people enable row level security;

comment on table private.block_people is
'Who was counted in a block of days (UTC): the sets of private.person_fact.';
comment on column private.block_people.block is
'Days since 2000-01-01 (UTC) shifted right by level; of level -1, twice the day, and one more for its second half.';
comment on column private.block_people.chunk is 'These are the persons with number / 4096 = chunk.';
comment on column private.block_people.sets is
'Seven sets of 4096 persons, one behind the other: displayed, conversed, converted, demo, captured, booked, booked_or_conversed. Who was reached is displayed or conversed.';

revoke all on private.block_people from public, anon, authenticated, service_role;
