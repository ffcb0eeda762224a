-- requires: sql/commerce/fee_charges.sql sql/commerce/commission_rules.sql sql/commerce/commission_payouts.sql
-- One row for each level that brought a trader, also where it earns nothing: then it says why.
create table public.commission_accruals (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  transaction_id uuid not null,
  platform_user_id uuid not null,
  beneficiary_id uuid not null,
  level integer not null,
  programme_id uuid not null,
  rule_id uuid,
  rate_ppm integer not null,
  base_minor numeric(38, 0) not null,
  amount_minor numeric(38, 0) not null,
  asset text not null,
  usd_minor numeric(38, 0) not null,
  occurred_at timestamptz not null,
  claimable_at timestamptz not null,
  state text not null default 'accrued',
  reason text,
  payout_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint commission_accruals_pkey primary key (domain_id, id),
  constraint commission_accruals_transaction_id_key unique (domain_id, transaction_id, level),
  constraint commission_accruals_transaction_id_fkey
  foreign key (domain_id, transaction_id) references public.transactions (domain_id, id) on delete cascade,
  constraint commission_accruals_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id),
  constraint commission_accruals_beneficiary_id_fkey
  foreign key (domain_id, beneficiary_id) references public.platform_users (domain_id, id),
  constraint commission_accruals_programme_id_fkey
  foreign key (domain_id, programme_id) references public.referral_programmes (domain_id, id),
  constraint commission_accruals_rule_id_fkey
  foreign key (domain_id, rule_id) references public.commission_rules (domain_id, id),
  constraint commission_accruals_payout_id_fkey
  foreign key (domain_id, payout_id) references public.commission_payouts (domain_id, id),
  constraint commission_accruals_level_check check (level between 1 and 3),
  constraint commission_accruals_amount_minor_check
  check (least(amount_minor, usd_minor) >= 0 and amount_minor <= base_minor),
  constraint commission_accruals_state_check check (state in ('accrued', 'claimed', 'void')),
  constraint commission_accruals_payout_id_check check ((state = 'claimed') = (payout_id is not null)),
  constraint commission_accruals_beneficiary_id_check check (beneficiary_id <> platform_user_id)
);

create index commission_accruals_occurred_at_idx on public.commission_accruals (domain_id, occurred_at desc, id desc);
create index commission_accruals_beneficiary_id_idx
on public.commission_accruals (domain_id, beneficiary_id, occurred_at desc, id desc);
create index commission_accruals_platform_user_id_idx on public.commission_accruals (domain_id, platform_user_id);
create index commission_accruals_programme_id_idx on public.commission_accruals (domain_id, programme_id);
create index commission_accruals_rule_id_idx on public.commission_accruals (domain_id, rule_id);
create index commission_accruals_payout_id_idx on public.commission_accruals (domain_id, payout_id)
where payout_id is not null;

comment on table public.commission_accruals is
'What each level that brought a trader earns by a trade. Written by ingest_trades() and claim_commissions() alone. See docs/referrals.md.';
