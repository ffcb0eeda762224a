-- requires: sql/platform/default_privileges.sql
create table private.dirty_addresses (
  id bigint generated always as identity,
  email text not null,
  constraint dirty_addresses_pkey primary key (id)
);
alter table private.dirty_addresses enable row level security;

comment on table private.dirty_addresses is
'Addresses that came into the back office or left it. run_rollup_upkeep looks for visitors who have them: not the writer, who cannot see what others are writing.';

revoke all on private.dirty_addresses from public, anon, authenticated, service_role;
