-- requires: sql/platform/default_privileges.sql
-- A table and no setting: any session may set a custom parameter for itself, and a hosted project
-- lets nobody set one for the database.
-- One row at most: the primary key admits only true.
create table private.deployment (
  id boolean not null default true constraint deployment_pkey primary key,
  environment text not null,
  created_at timestamptz not null default now(),
  constraint deployment_id_check check (id),
  constraint deployment_environment_check
  check (environment in ('local', 'test', 'staging', 'production'))
);
alter table private.deployment enable row level security;

comment on table private.deployment is
'What this database is: one row, written by whoever installs it. Without a row it is production.';

revoke all on private.deployment from public, anon, authenticated, service_role;
