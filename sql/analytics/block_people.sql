-- requires: sql/platform/default_privileges.sql
-- Distinct persons cannot be added up, so these are sets, one bit a person, which can be joined. Blocks of
-- level n cover 2^n days: a year is at most 16 blocks. 4096 persons a row: a small domain has one row a
-- block, and a set that hardly anybody is in compresses to nothing.
create table private.block_people (
  domain_id uuid not null,
  level smallint not null,
  block integer not null,
  chunk integer not null,
  displayed bit(4096) not null,
  conversed bit(4096) not null,
  converted bit(4096) not null,
  demo bit(4096) not null,
  captured bit(4096) not null,
  booked bit(4096) not null,
  reached bit(4096) not null,
  booked_or_conversed bit(4096) not null,
  active bit(4096) not null default repeat('0', 4096)::bit(4096),
  constraint block_people_pkey primary key (domain_id, level, block, chunk)
);
alter table private.block_people enable row level security;

comment on table private.block_people is
'Who was counted in a block of days (UTC): the sets of private.person_fact.';
comment on column private.block_people.block is
'Days since 2000-01-01 (UTC) shifted right by level.';
comment on column private.block_people.chunk is 'These are the persons with number / 4096 = chunk.';

revoke all on private.block_people from public, anon, authenticated, service_role;
