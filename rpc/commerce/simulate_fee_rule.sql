create or replace function public.simulate_fee_rule(
  domain_id uuid,
  scope jsonb,
  rate_ppm integer,
  kind text default 'rule',
  since timestamptz default null,
  before timestamptz default null
)
returns table (
  since_at timestamptz, before_at timestamptz, matched bigint, matched_orders bigint, changed bigint,
  volume_usd_minor numeric, fees_usd_minor numeric, fees_under_rule_usd_minor numeric, difference_usd_minor numeric
)
language plpgsql
stable
security definer -- definer: whoever manages fees need not view orders and cohorts
rows 1
set search_path = ''
as $$
declare
  month constant timestamptz := date_trunc('month', now(), 'UTC');
  from_at constant timestamptz := coalesce(since, (month at time zone 'UTC' - interval '1 month') at time zone 'UTC');
  to_at constant timestamptz := coalesce(before, month);
  rule public.fee_rules;
begin
  perform private.require('fees.manage', domain_id);
  if from_at < to_at is not true or to_at - from_at > interval '400 days' then
    perform private.bad_input('before', 'must be after since, by 400 days at most');
  end if;
  if kind in ('rule', 'promotion') is not true then
    perform private.bad_input('kind', 'rule or promotion');
  end if;
  if rate_ppm between 0 and 1000000 is not true then
    perform private.bad_input('rate_ppm', '0 to 1000000');
  end if;
  rule := private.read_fee_scope(domain_id, scope);
  rule.kind := kind;
  rule.rate_ppm := rate_ppm;
  return query
  select
    from_at, to_at, count(*), count(distinct one.order_id), count(*) filter (where one.rate_after <> one.rate_before),
    coalesce(sum(one.volume), 0), coalesce(sum(one.fee), 0), coalesce(sum(due.fee), 0),
    coalesce(sum(due.fee - one.fee), 0)
  from private.simulate_charges(rule, from_at, to_at) as one
  cross join lateral (
    select case
      when one.rate_after = one.rate_before then one.fee
      else private.round_half_even(one.volume * one.rate_after * 0.000001 * (1000000 - one.discount) * 0.000001)
    end as fee
  ) as due;
end;
$$;

comment on function public.simulate_fee_rule(uuid, jsonb, integer, text, timestamptz, timestamptz) is
'What a rule or promotion would have earned: of the trades that were charged in since <= time < before (without them the last whole month, UTC) those that its scope fits (matched, of so many orders), how many of them would have been charged at another rate (changed), and what all matched ones were charged and would have been, in US cents. A rule wins as in quote_fee, and stands in for one of the same scope; an empty scope: the whole platform. Discounts, promotions and whatever it would not have changed stay as they were; minimum and maximum of a rule do not count in what it would have charged. '
'Needs fees.manage. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of what the scope names. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "scope": {"order_type": "twap"}, "rate_ppm": 7500}';
revoke all on function public.simulate_fee_rule(uuid, jsonb, integer, text, timestamptz, timestamptz)
from public, anon, service_role;
grant execute on function public.simulate_fee_rule(uuid, jsonb, integer, text, timestamptz, timestamptz)
to authenticated;
