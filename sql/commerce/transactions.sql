-- requires: sql/identity/domains.sql sql/platform/new_id.sql
-- Whole, not in partitions: whatever is sent again is known by its reference, at whatever time. No foreign keys:
-- it is a log with one writer, which makes user and token in the same statement's transaction. Its order may
-- come later, so it is named as the platform names it.
create table public.transactions (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  chain_ref text not null,
  platform_user_id uuid not null,
  token_id uuid not null,
  order_external_id text,
  order_type text not null,
  side text not null,
  amount_minor numeric(38, 0) not null,
  volume_usd_minor numeric(38, 0) not null,
  fee_minor numeric(38, 0) not null,
  fee_asset text not null,
  fee_usd_minor numeric(38, 0),
  status text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  told_at timestamptz not null,
  told_by uuid not null,
  venue text not null default 'unknown',
  constraint transactions_pkey primary key (domain_id, id),
  constraint transactions_chain_ref_key unique (domain_id, chain_ref),
  constraint transactions_chain_ref_check check (length(chain_ref) between 1 and 200),
  constraint transactions_order_type_check
  check (order_type in ('market', 'dca', 'limit', 'twap', 'vwap', 'custom')),
  constraint transactions_side_check check (side in ('buy', 'sell')),
  constraint transactions_amounts_check check (least(amount_minor, volume_usd_minor, fee_minor, fee_usd_minor) >= 0),
  constraint transactions_venue_check check (venue in ('web', 'mobile', 'unknown')),
  constraint transactions_status_check check (status in ('pending', 'confirmed', 'failed', 'reverted'))
);

create index transactions_occurred_at_idx on public.transactions (domain_id, occurred_at desc, id desc);
create index transactions_platform_user_id_idx
on public.transactions (domain_id, platform_user_id, occurred_at desc, id desc);
-- Few of many, and what is asked for most.
create index transactions_status_idx on public.transactions (domain_id, status, occurred_at desc, id desc)
where status <> 'confirmed';
create index transactions_order_external_id_idx on public.transactions (domain_id, order_external_id)
where order_external_id is not null;
create index transactions_token_id_idx on public.transactions (domain_id, token_id, occurred_at desc, id desc);
-- Those that count when they came, as they claim to have happened after it; there are hardly any.
create index transactions_received_at_idx on public.transactions (domain_id, received_at)
where occurred_at - received_at > interval '5 minutes';

comment on table public.transactions is
'Trades as they happened on a chain, each once, by its reference there. Written by ingest_trades() alone.';
comment on column public.transactions.chain_ref is 'Chain and signature, such as solana:5Kq...; unique in a domain.';
comment on column public.transactions.order_external_id is 'The order, in orders.external_id; it may not have come yet.';
comment on column public.transactions.amount_minor is 'How much of the token, in its minor units.';
comment on column public.transactions.volume_usd_minor is 'Worth in US cents at the time of the trade; never worked out anew.';
comment on column public.transactions.fee_minor is 'What was charged, in minor units of fee_asset.';
comment on column public.transactions.fee_asset is 'What the fee was paid in.';
comment on column public.transactions.fee_usd_minor is 'That in US cents at the time of the trade; null: not told.';
comment on column public.transactions.status is 'pending, confirmed, failed or reverted.';
comment on column public.transactions.venue is 'Where its user made it: web, mobile, or unknown where that is not told.';
comment on column public.transactions.occurred_at is 'When it was traded, by the chain.';
comment on column public.transactions.received_at is 'When it first came here.';
