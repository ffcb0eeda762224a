-- requires: sql/platform/default_privileges.sql
-- Apart from integrations, so that a claim, every 24 minutes for each, is no entry in the audit log.
create table private.token_refreshes (
  domain_id uuid not null,
  integration_id uuid not null,
  worker text not null,
  not_before timestamptz not null,
  attempts integer not null default 1,
  constraint token_refreshes_domain_id_integration_id_pkey primary key (domain_id, integration_id)
);
alter table private.token_refreshes enable row level security;

comment on table private.token_refreshes is 'Tokens that a worker renews at the moment, or will try to again.';
comment on column private.token_refreshes.not_before is 'When the claim lapses, or the next attempt is due.';
revoke all on private.token_refreshes from public, anon, authenticated, service_role;
