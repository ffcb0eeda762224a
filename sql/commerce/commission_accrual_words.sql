-- requires: sql/commerce/commission_accruals.sql
-- The words of a table that has no room for them in its own file.
comment on column public.commission_accruals.transaction_id is 'The trade.';
comment on column public.commission_accruals.platform_user_id is 'Who traded.';
comment on column public.commission_accruals.beneficiary_id is 'Who earns: whoever brought him.';
comment on column public.commission_accruals.level is '1: who brought him; 2: who brought that one; 3: one further.';
comment on column public.commission_accruals.programme_id is 'The programme that ran when it was traded.';
comment on column public.commission_accruals.rule_id is 'The rule that won; null: none, or nothing is earned anyway.';
comment on column public.commission_accruals.rate_ppm is 'With the bonus, in millionths of base_minor.';
comment on column public.commission_accruals.base_minor is 'Of what it is a part: the fee, or the fee before the discount.';
comment on column public.commission_accruals.amount_minor is 'What is earned, in minor units of asset; rounded down.';
comment on column public.commission_accruals.asset is 'What the fee was paid in.';
comment on column public.commission_accruals.usd_minor is 'That in US cents, rounded down; 0 where the fee''s worth is not known.';
comment on column public.commission_accruals.occurred_at is 'When it was traded.';
comment on column public.commission_accruals.claimable_at is 'From when on it can be claimed.';
comment on column public.commission_accruals.state is 'accrued; claimed; or void: it is the platform''s after all.';
comment on column public.commission_accruals.reason is
'Why it is nothing, less, or void: PROGRAMME_PAUSED, NO_RULE, BENEFICIARY_DELETED, FEE_USED_UP, TRADE_REVERTED or TRADE_CHANGED; null: none of these.';
comment on column public.commission_accruals.payout_id is 'The claim by which it was paid out.';
