-- requires: sql/platform/new_id.sql
-- Messages of the outbox hold no secrets: the one that revokes a token names a row of this table.
create table private.token_revocations (
  id uuid not null default private.new_id(),
  domain_id uuid not null,
  integration_id uuid not null,
  provider text not null,
  secret_id uuid not null,
  created_at timestamptz not null default now(),
  constraint token_revocations_id_pkey primary key (id)
);
alter table private.token_revocations enable row level security;

create index token_revocations_created_at_idx on private.token_revocations (created_at);

comment on table private.token_revocations is
'Refresh tokens that the service still has to be told to revoke; the row goes, and the secret, when it was, or after a week.';
revoke all on private.token_revocations from public, anon, authenticated, service_role;
