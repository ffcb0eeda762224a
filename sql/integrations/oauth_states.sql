-- requires: sql/platform/default_privileges.sql
-- Who began to connect what. The state that travels through the browser is kept as its hash, and the PKCE
-- verifier in the vault: whoever reads this table can finish nothing.
create table private.oauth_states (
  state_hash bytea not null,
  domain_id uuid not null,
  provider text not null default 'hubspot',
  person_id uuid not null,
  verifier_secret_id uuid not null,
  redirect_uri text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '10 minutes',
  redeemed_at timestamptz,
  finished_at timestamptz,
  constraint oauth_states_state_hash_pkey primary key (state_hash),
  constraint oauth_states_finished_at_check check (redeemed_at <= finished_at)
);
alter table private.oauth_states enable row level security;

create index oauth_states_expires_at_idx on private.oauth_states (expires_at);

comment on table private.oauth_states is
'Connections that somebody has begun: good for ten minutes, for that person, once. Removed by run_integration_upkeep.';
comment on column private.oauth_states.state_hash is 'SHA-256 of the state; the state itself is nowhere.';
comment on column private.oauth_states.redeemed_at is 'A worker came back with the state and took the verifier.';
comment on column private.oauth_states.finished_at is 'It brought the tokens.';
revoke all on private.oauth_states from public, anon, authenticated, service_role;
