-- requires: sql/integrations/api_keys.sql
-- A key has 256 random bits, so a plain hash is enough: there is nothing to guess. Two versions are in
-- force while a rotation overlaps.
create table private.api_key_secrets (
  secret_hash bytea not null,
  domain_id uuid not null,
  key_id uuid not null,
  created_at timestamptz not null default now(),
  ends_at timestamptz,
  constraint api_key_secrets_secret_hash_pkey primary key (secret_hash),
  constraint api_key_secrets_key_id_fkey foreign key (domain_id, key_id) references public.api_keys (domain_id, id)
);
alter table private.api_key_secrets enable row level security;

-- One version that has no end; the other one, if there is one, ends.
create unique index api_key_secrets_key_id_key on private.api_key_secrets (domain_id, key_id)
where ends_at is null;
create index api_key_secrets_key_id_idx on private.api_key_secrets (domain_id, key_id);

comment on table private.api_key_secrets is 'Hashes of API keys: one for each version that is in force. They go when the key is revoked.';
comment on column private.api_key_secrets.secret_hash is 'SHA-256 of the key; the key itself is nowhere.';
comment on column private.api_key_secrets.ends_at is 'When this version ends, because there is a newer one; null: it is the newest.';
revoke all on private.api_key_secrets from public, anon, authenticated, service_role;
