create or replace function public.quote_fee(
  domain_id uuid,
  platform_user_id uuid,
  token_id uuid,
  order_type text,
  value_minor numeric,
  asset text,
  provider text default null,
  order_id uuid default null,
  at timestamptz default null,
  is_whole boolean default false
)
returns jsonb
language plpgsql
stable
security definer -- definer: the platform asks with the secret key, and support need not read cohorts
set search_path = ''
as $$
declare
  context private.fee_context;
  referral record;
  candidates private.fee_candidate [];
  terms private.fee_terms;
  charge private.fee_charge;
begin
  -- By itself, as a list of all domains to look one up costs as much as the answer.
  if not private.has_secret_key() and private.permitted_in(domain_id, '{fees.view}') = '{}' then
    perform private.fail('42501', 'PERMISSION_DENIED', 'fees.view is not permitted');
  end if;
  if (value_minor >= 0 and value_minor = trunc(value_minor)) is not true then
    perform private.bad_input('value_minor', 'must be a whole number from 0, in minor units');
  end if;
  if order_type = any('{market,dca,limit,twap,vwap,custom}') is not true then
    perform private.bad_input('order_type', 'market, dca, limit, twap, vwap or custom');
  end if;
  if provider is null then
    select t.provider into provider from public.tokens as t
    where t.domain_id = quote_fee.domain_id and t.id = quote_fee.token_id;
  end if;
  context := row(domain_id, platform_user_id, token_id, provider, order_type, order_id, coalesce(at, now()));
  referral := private.referral_terms(domain_id, platform_user_id, context.at);
  candidates := private.find_fee_candidates(context, is_whole);
  terms := private.pick_fee(candidates, referral.discount_ppm);
  if terms.rule_id is null then
    perform private.fail(
      'PT409', 'NO_PLATFORM_FEE', 'the platform has no fee at that time', 'Call set_platform_fee() first.'
    );
  end if;
  charge := private.charge_fee(terms, value_minor, asset);
  charge.commissions_minor := private.split_fee(
    charge.fee_minor, charge.gross_minor,
    private.commission_terms(referral.programme, referral.referrers, context.at)
  );
  charge.platform_net_minor := charge.fee_minor
  - coalesce((select sum(c.minor) from unnest(charge.commissions_minor) as c (minor)), 0);
  return private.tell_fee(context.at, candidates, terms)
  || to_jsonb(charge)
  || jsonb_build_object('value_minor', value_minor, 'asset', asset);
end;
$$;

comment on function public.quote_fee(uuid, uuid, uuid, text, numeric, text, text, uuid, timestamptz, boolean) is
'What an order would be charged, and why. order_type: market, dca, limit, twap, vwap or custom. value_minor: the order''s value in minor units of the asset; the amounts of the answer are in the same. asset: such as USDC. provider: where it is traded; null: where the token is. order_id: an order that is there already, for what holds for it alone. at: when it is placed; null: now. is_whole: also tell of rules that fit and hold at other times. '
'Answers rule_id, the rule that wins; promotion_id, what lowers it; rate_ppm, in millionths; gross_minor, discount_minor, fee_minor, commissions_minor and platform_net_minor; limited_by: minimum, maximum, order_value or null; candidates, each with its verdict: won, less_specific, cohort_priority, lowers, not_lower, not_lowest or not_valid. Needs fees.view, or the secret key. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; PT409 NO_PLATFORM_FEE.';
revoke all on function public.quote_fee(uuid, uuid, uuid, text, numeric, text, text, uuid, timestamptz, boolean)
from public, anon;
grant execute on function public.quote_fee(uuid, uuid, uuid, text, numeric, text, text, uuid, timestamptz, boolean)
to authenticated, service_role;
