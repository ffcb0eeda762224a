-- requires: sql/platform/new_id.sql
-- Written by whoever installs, as postgres. Not even the secret key reads it: the signature is checked here.
create table private.webhook_secrets (
  provider text not null,
  secret text not null,
  created_at timestamptz not null default now(),
  constraint webhook_secrets_pkey primary key (provider, secret),
  constraint webhook_secrets_secret_check check (length(secret) >= 16)
);
alter table private.webhook_secrets enable row level security;

comment on table private.webhook_secrets is
'With what each provider signs its webhooks. Two at a time, while one is replaced by another.';
revoke all on private.webhook_secrets from public, anon, authenticated, service_role;
