-- requires: sql/platform/default_privileges.sql
create table private.dirty_deals (
  id bigint generated always as identity,
  domain_id uuid not null,
  order_external_id text,
  token_id uuid,
  platform_user_id uuid,
  referrer_id uuid,
  referred_at timestamptz,
  constraint dirty_deals_pkey primary key (id),
  constraint dirty_deals_subject_check check (num_nonnulls(order_external_id, token_id, platform_user_id) = 1)
);
alter table private.dirty_deals enable row level security;

create index dirty_deals_referrer_id_idx on private.dirty_deals (domain_id) where referrer_id is not null;

comment on table private.dirty_deals is
'Orders, tokens and users of which something else is known since, that their trades, or referrals, are counted by. run_rollup_upkeep looks for the hours of these: not the writer, who cannot see what others are writing.';
comment on column private.dirty_deals.referrer_id is
'Who brought the user, or had until then: a row each where that is no longer the same. null: that did not change.';
comment on column private.dirty_deals.referred_at is 'When that counted.';

revoke all on private.dirty_deals from public, anon, authenticated, service_role;
