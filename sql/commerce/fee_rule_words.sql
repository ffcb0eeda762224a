-- requires: sql/commerce/fee_rules.sql
-- The words of a table that has no room for them in its own file.
comment on column public.fee_rules.kind is 'rule, or promotion: one that ends, and may only lower what the rule says.';
comment on column public.fee_rules.order_id is 'For this order alone.';
comment on column public.fee_rules.platform_user_id is 'For this user; null: for any.';
comment on column public.fee_rules.cohort_id is 'For whoever belongs to this cohort when the order is placed; null: for any.';
comment on column public.fee_rules.token_id is 'For this token, whatever address it moves to; null: for any.';
comment on column public.fee_rules.provider is 'For what is traded there; null: anywhere.';
comment on column public.fee_rules.order_type is 'For orders of this type; null: of any.';
comment on column public.fee_rules.rate_ppm is 'Millionths of the order''s value: 10000 is 1 %.';
comment on column public.fee_rules.min_minor is 'The least that is charged, in minor units of limit_asset.';
comment on column public.fee_rules.max_minor is 'The most that is charged, in minor units of limit_asset.';
comment on column public.fee_rules.limit_asset is 'In what the limits are; an order in something else has none.';
comment on column public.fee_rules.starts_at is 'From when on it holds, for orders that are placed then.';
comment on column public.fee_rules.ends_at is
'When it ceases to hold; null: never. Equal to starts_at: it was withdrawn before it began.';
comment on column public.fee_rules.closed_at is
'When somebody brought its end forward, by closing it or by another rule in its place; null: nobody did.';
comment on column public.fee_rules.closed_by is 'Who did that.';
comment on column public.fee_rules.closed_reason is 'Why; where another rule came in its place, why that was made.';
comment on column public.fee_rules.valid is 'From starts_at to ends_at, half-open.';
comment on column public.fee_rules.specificity is
'32 for an order, 16 for a user, 8 for a cohort, 4 for a token, 2 for a provider, 1 for an order type, added; 0: for the whole platform.';
comment on column public.fee_rules.scope_key is 'Its scopes as one text: two rules of the same never overlap.';
comment on column public.fee_rules.whom_key is 'The order, user or cohort, in this sequence; zeros for any.';
comment on column public.fee_rules.what_key is 'The token or provider, in this sequence; empty for any.';
