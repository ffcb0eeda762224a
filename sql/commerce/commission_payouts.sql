-- requires: sql/commerce/platform_users.sql
create table public.commission_payouts (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  platform_user_id uuid not null,
  asset text not null,
  amount_minor numeric(38, 0) not null,
  usd_minor numeric(38, 0) not null,
  idempotency_key text not null,
  created_at timestamptz not null default now(),
  constraint commission_payouts_pkey primary key (domain_id, id),
  constraint commission_payouts_platform_user_id_fkey
  foreign key (domain_id, platform_user_id) references public.platform_users (domain_id, id),
  constraint commission_payouts_idempotency_key_key unique (domain_id, platform_user_id, idempotency_key, asset),
  constraint commission_payouts_idempotency_key_check check (length(idempotency_key) between 1 and 200),
  constraint commission_payouts_amount_minor_check check (amount_minor > 0 and usd_minor >= 0)
);

create index commission_payouts_created_at_idx on public.commission_payouts (domain_id, created_at desc, id desc);

comment on table public.commission_payouts is
'Claims of commissions: what a user was paid out, once for each asset. Written by claim_commissions() alone.';
comment on column public.commission_payouts.platform_user_id is 'Who claimed.';
comment on column public.commission_payouts.asset is 'In what it is paid.';
comment on column public.commission_payouts.amount_minor is 'The sum of the commissions, in minor units of asset.';
comment on column public.commission_payouts.usd_minor is 'Their sum in US cents.';
