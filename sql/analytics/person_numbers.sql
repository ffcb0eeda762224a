-- requires: sql/platform/default_privileges.sql
-- A small number for each person that was ever counted, so that a set of persons is a string of bits.
create table private.person_numbers (
  domain_id uuid not null,
  person_id uuid not null,
  number integer not null,
  constraint person_numbers_pkey primary key (domain_id, person_id),
  constraint person_numbers_number_key unique (domain_id, number)
);
alter table private.person_numbers enable row level security;

comment on table private.person_numbers is
'The place of each person in the sets of block_people: from 0 in each domain, never given twice.';

revoke all on private.person_numbers from public, anon, authenticated, service_role;
