-- requires: sql/commerce/transactions.sql sql/commerce/fee_rules.sql
-- One row for each confirmed transaction. What is confirmed no more has none, so nobody who adds them up needs to know.
create table public.fee_charges (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  transaction_id uuid not null,
  platform_user_id uuid not null,
  token_id uuid not null,
  order_id uuid,
  order_type text not null,
  occurred_at timestamptz not null,
  rule_id uuid,
  promotion_id uuid,
  rate_ppm integer,
  discount_ppm integer not null,
  platform_rate_ppm integer,
  asset text not null,
  gross_minor numeric(38, 0) not null,
  discount_minor numeric(38, 0) not null,
  fee_minor numeric(38, 0) not null,
  commission_minor numeric(38, 0) not null,
  platform_net_minor numeric(38, 0) not null,
  volume_usd_minor numeric(38, 0) not null,
  usd_minor numeric(38, 0),
  due_usd_minor numeric(38, 0),
  commission_usd_minor numeric(38, 0) not null,
  platform_usd_minor numeric(38, 0),
  explain jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fee_charges_pkey primary key (domain_id, id),
  constraint fee_charges_transaction_id_key unique (domain_id, transaction_id),
  constraint fee_charges_transaction_id_fkey
  foreign key (domain_id, transaction_id) references public.transactions (domain_id, id) on delete cascade,
  constraint fee_charges_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id),
  constraint fee_charges_token_id_fkey foreign key (domain_id, token_id) references public.tokens (domain_id, id),
  constraint fee_charges_order_id_fkey foreign key (domain_id, order_id) references public.orders (domain_id, id),
  constraint fee_charges_rule_id_fkey foreign key (domain_id, rule_id) references public.fee_rules (domain_id, id),
  constraint fee_charges_promotion_id_fkey
  foreign key (domain_id, promotion_id) references public.fee_rules (domain_id, id),
  -- The parts always make the whole.
  constraint fee_charges_gross_minor_check check (gross_minor = fee_minor + discount_minor),
  constraint fee_charges_fee_minor_check check (fee_minor = platform_net_minor + commission_minor),
  constraint fee_charges_amounts_check
  check (least(discount_minor, fee_minor, commission_minor, platform_net_minor, usd_minor, commission_usd_minor) >= 0),
  constraint fee_charges_commission_usd_minor_check check (commission_usd_minor <= coalesce(usd_minor, 0)),
  constraint fee_charges_rule_id_check check ((rule_id is null) = (rate_ppm is null))
);

create index fee_charges_occurred_at_idx on public.fee_charges (domain_id, occurred_at desc, id desc);
create index fee_charges_platform_user_id_idx
on public.fee_charges (domain_id, platform_user_id, occurred_at desc, id desc);
create index fee_charges_token_id_idx on public.fee_charges (domain_id, token_id, occurred_at desc);
create index fee_charges_order_id_idx on public.fee_charges (domain_id, order_id) where order_id is not null;
create index fee_charges_rule_id_idx on public.fee_charges (domain_id, rule_id);
create index fee_charges_promotion_id_idx on public.fee_charges (domain_id, promotion_id)
where promotion_id is not null;

comment on table public.fee_charges is
'What was charged for each confirmed transaction, by which rule, and how it is split. Written by ingest_trades() alone. See docs/fees.md.';
