-- requires: sql/platform/default_privileges.sql
-- A trade happens once, so its numbers add up over time: by hours, as topic_blocks. The few words that are known of
-- every trade are numbers in arrays, as there are 576 of them: a row each would be larger than the trades.
create table private.trade_blocks (
  domain_id uuid not null,
  level smallint not null,
  block integer not null,
  part text not null,
  key text collate "C" not null,
  cells smallint [] not null,
  trades bigint [] not null,
  volumes numeric [] not null,
  amounts numeric [] not null,
  fees numeric [] not null,
  nets numeric [] not null,
  waivers numeric [] not null,
  unpriced bigint [] not null,
  constraint trade_blocks_pkey primary key (domain_id, level, block, part, key),
  constraint trade_blocks_part_check check (part in ('all', 'token', 'provider', 'cohort', 'referral'))
);
alter table private.trade_blocks enable row level security;

comment on table private.trade_blocks is 'Trades that happened, and users who were brought, in a block of 2^level hours (UTC).';
comment on column private.trade_blocks.block is 'Hours since 2000-01-01 (UTC) shifted right by level.';
comment on column private.trade_blocks.part is
'Of which trades: all (key is empty), or those of one token, provider or cohort. A trade of a user in two cohorts is in both. referral (key is empty): no trades, but users, see private.read_referrals.';
comment on column private.trade_blocks.key is 'Which token or cohort (its id), or provider; empty: none is known.';
comment on column private.trade_blocks.cells is 'What is counted, see private.trade_cells; one element for each that there is. Of referrals their level.';
comment on column private.trade_blocks.trades is 'How many there were of each of cells. The other columns are sums over trades, and 0 of referrals.';
comment on column private.trade_blocks.volumes is 'Their worth in US cents when they happened.';
comment on column private.trade_blocks.amounts is 'How much was traded, in minor units of the token; of the others a mere sum.';
comment on column private.trade_blocks.fees is 'What was charged for them, in US cents.';
comment on column private.trade_blocks.nets is 'What of fees is left to the platform after commissions.';
comment on column private.trade_blocks.waivers is 'What the platform''s own rate would have given beyond fees.';
comment on column private.trade_blocks.unpriced is 'Of how many the worth of the fee is not known; they are in none of the sums of fees.';

revoke all on private.trade_blocks from public, anon, authenticated, service_role;
