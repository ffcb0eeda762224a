-- requires: sql/commerce/fee_charges.sql
-- The words of a table that has no room for them in its own file.
comment on column public.fee_charges.transaction_id is 'The transaction, which is confirmed.';
comment on column public.fee_charges.platform_user_id is 'Who paid.';
comment on column public.fee_charges.order_id is 'The order by whose quote it is charged; null: it has none, or none has come yet.';
comment on column public.fee_charges.order_type is 'As in the transaction.';
comment on column public.fee_charges.occurred_at is 'As in the transaction.';
comment on column public.fee_charges.rule_id is 'The rule that won; null: the platform had no fee then.';
comment on column public.fee_charges.promotion_id is 'The promotion that lowered it; null: none.';
comment on column public.fee_charges.rate_ppm is 'The rate that was due, in millionths; null: the platform had no fee then.';
comment on column public.fee_charges.discount_ppm is 'What part of that came off for a referred user, in millionths.';
comment on column public.fee_charges.platform_rate_ppm is
'The rate of the whole platform at that time, in millionths: what there would have been without any other rule.';
comment on column public.fee_charges.asset is 'What the fee was paid in; its minor units are those of the next five.';
comment on column public.fee_charges.gross_minor is 'The fee before the discount.';
comment on column public.fee_charges.discount_minor is 'What came off for a referred user.';
comment on column public.fee_charges.fee_minor is 'What was charged, as the platform says.';
comment on column public.fee_charges.commission_minor is 'What of it goes to those who brought the user.';
comment on column public.fee_charges.platform_net_minor is 'What of it stays with the platform.';
comment on column public.fee_charges.volume_usd_minor is 'As in the transaction, in US cents.';
comment on column public.fee_charges.usd_minor is
'The fee in US cents: as told with the transaction, or else worked out from its volume and the rate; null: neither is known.';
comment on column public.fee_charges.due_usd_minor is
'The fee in US cents that was due by volume, rate and discount; null: the platform had no fee then.';
comment on column public.fee_charges.commission_usd_minor is 'The commissions'' part of usd_minor.';
comment on column public.fee_charges.platform_usd_minor is
'The fee in US cents at the rate of the whole platform; less usd_minor it is what was waived.';
comment on column public.fee_charges.explain is
'quoted: by what the terms were frozen, the order or the trade itself; and these terms. Which rules lost stands in the order''s fee_quote, or else here.';
