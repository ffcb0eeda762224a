-- requires: sql/identity/domains.sql sql/platform/extensions.sql
-- A bare digest of an address is found out by hashing guesses. Each domain has a key of its own, so that the same
-- user is not recognised in another domain either.
create table private.event_keys (
  domain_id uuid not null,
  secret bytea not null default extensions.gen_random_bytes(32),
  constraint event_keys_pkey primary key (domain_id),
  constraint event_keys_domain_id_fkey foreign key (domain_id) references public.domains (id)
);
alter table private.event_keys enable row level security;

comment on table private.event_keys is 'With what the personal properties of a domain''s events are digested.';
revoke all on private.event_keys from public, anon, authenticated, service_role;
