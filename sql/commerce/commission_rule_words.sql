-- requires: sql/commerce/commission_rules.sql
-- The words of a table that has no room for them in its own file.
comment on column public.commission_rules.programme_id is 'For whoever earns by this programme; null: it is for a user or cohort.';
comment on column public.commission_rules.cohort_id is 'For whoever of this cohort brought users; null: for others.';
comment on column public.commission_rules.platform_user_id is 'For this user, who brought others; null: for others.';
comment on column public.commission_rules.level is '1: for users whom he brought himself; 2: whom these brought; 3: one further.';
comment on column public.commission_rules.min_volume_usd_minor is 'From what volume on, in US cents: a tier. The highest that is reached counts.';
comment on column public.commission_rules.rate_ppm is 'Millionths of the fee: 300000 is 30 %.';
comment on column public.commission_rules.bonus_ppm is 'What comes on top, in millionths, for who trades enough himself.';
comment on column public.commission_rules.bonus_volume_usd_minor is 'From what own volume on, in US cents.';
comment on column public.commission_rules.base is 'Of what it is a part: fee_charged, or fee_gross, which is the fee before the discount.';
comment on column public.commission_rules.starts_at is 'From when on it holds, for trades of then.';
comment on column public.commission_rules.ends_at is
'When it ceases to hold; null: never. Equal to starts_at: it was withdrawn before it began.';
comment on column public.commission_rules.closed_at is
'When its end was brought forward, by closing it or by a rule that came in its place; null: it was not.';
comment on column public.commission_rules.closed_by is 'Who did that.';
comment on column public.commission_rules.closed_reason is
'Why; where another rule came in its place, why that was made.';
comment on column public.commission_rules.valid is 'From starts_at to ends_at, half-open.';
comment on column public.commission_rules.whom_key is 'The user, cohort or programme.';
