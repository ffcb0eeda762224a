-- requires: sql/commerce/commission_accruals.sql sql/audit/append_only.sql
-- Commissions change in place, so what was owed last month would not be known any more: each change is booked here,
-- and a statement of the past never changes. What a row repeats of a commission has its foreign keys there.
create table public.commission_movements (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  beneficiary_id uuid not null,
  transaction_id uuid not null,
  level integer not null,
  programme_id uuid not null,
  rule_id uuid,
  payout_id uuid,
  kind text not null,
  asset text not null,
  amount_minor numeric(38, 0) not null,
  reason text,
  occurred_at timestamptz not null,
  booked_at timestamptz not null default now(),
  constraint commission_movements_pkey primary key (domain_id, id),
  constraint commission_movements_transaction_id_fkey
  foreign key (domain_id, transaction_id) references public.transactions (domain_id, id) on delete cascade,
  constraint commission_movements_beneficiary_id_fkey
  foreign key (domain_id, beneficiary_id) references public.platform_users (domain_id, id),
  constraint commission_movements_kind_check check (kind in ('accrued', 'reversed', 'claimed')),
  constraint commission_movements_amount_minor_check
  check (amount_minor <> 0 and (amount_minor > 0) = (kind = 'accrued')),
  constraint commission_movements_payout_id_check check ((kind = 'claimed') = (payout_id is not null))
);

create index commission_movements_beneficiary_id_idx
on public.commission_movements (domain_id, beneficiary_id, booked_at desc, id desc);
create index commission_movements_booked_at_idx on public.commission_movements (domain_id, booked_at desc, id desc);
create index commission_movements_transaction_id_idx on public.commission_movements (domain_id, transaction_id);

create trigger refuse_change before update on public.commission_movements
for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.commission_movements
for each statement execute function private.refuse_change();

comment on table public.commission_movements is
'What changed in what a user is owed for bringing others, when it was booked. Their sum is what he is owed. Written by a trigger of commission_accruals alone.';
comment on column public.commission_movements.beneficiary_id is 'Who is owed: whoever brought the trader.';
comment on column public.commission_movements.transaction_id is 'The trade by which it was earned.';
comment on column public.commission_movements.level is '1: he brought the trader; 2: who brought that one; 3: one further.';
comment on column public.commission_movements.programme_id is 'The programme that ran when it was traded.';
comment on column public.commission_movements.rule_id is 'The rule by which it was earned.';
comment on column public.commission_movements.payout_id is 'The claim by which it was paid out; null: this is none.';
comment on column public.commission_movements.kind is
'accrued: earned; reversed: not earned after all; claimed: paid out.';
comment on column public.commission_movements.asset is 'What the fee was paid in.';
comment on column public.commission_movements.amount_minor is
'By how much what he is owed changed, in minor units of asset; below 0 unless accrued.';
comment on column public.commission_movements.reason is
'Why it was reversed: TRADE_REVERTED, TRADE_CHANGED or BENEFICIARY_DELETED; null: it was not.';
comment on column public.commission_movements.occurred_at is 'When it was traded.';
comment on column public.commission_movements.booked_at is 'When it became known here; periods of statements count by it.';
