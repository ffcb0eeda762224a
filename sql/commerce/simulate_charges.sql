-- requires: sql/commerce/fee_charges.sql sql/commerce/round_half_even.sql sql/commerce/fee_scope.sql
-- From what was frozen: every rule and promotion that was considered stands there, so only the new one is to be placed
-- among them. It stands in for the one of the same scope, which it would have to replace.
create or replace function private.simulate_charges(rule public.fee_rules, since timestamptz, before timestamptz)
returns table (
  transaction_id uuid, order_id uuid, volume numeric, fee numeric, rate_before integer, rate_after integer,
  discount integer
)
language plpgsql
stable
security invoker
rows 10000
set search_path = ''
as $$
declare
  wanted constant jsonb := private.fee_scope(rule);
  weight constant integer := (wanted ? 'order_id')::integer * 32 + (wanted ? 'platform_user_id')::integer * 16
  + (wanted ? 'cohort_id')::integer * 8 + (wanted ? 'token_id')::integer * 4 + (wanted ? 'provider')::integer * 2
  + (wanted ? 'order_type')::integer;
  place constant integer := coalesce((
    select c.priority from public.cohorts as c where c.domain_id = rule.domain_id and c.id = rule.cohort_id
  ), 0);
begin
  return query
  select
    charge.transaction_id, charge.order_id, charge.volume_usd_minor, charge.usd_minor, charge.rate_ppm,
    least(
      case when rule.kind = 'rule' and (-weight, place) <= (-known.specificity, known.priority)
        then rule.rate_ppm else known.rate_ppm end,
      known.promotion_ppm, case when rule.kind = 'promotion' then rule.rate_ppm end
    ),
    charge.discount_ppm
  from public.fee_charges as charge
  left join public.orders as placed on charge.domain_id = placed.domain_id and charge.order_id = placed.id
  cross join lateral (
    select
      max(one.specificity) filter (where one.verdict = 'won') as specificity,
      coalesce(max(one.cohort_priority) filter (where one.verdict = 'won'), 0) as priority,
      max(one.rate_ppm) filter (where one.verdict = 'won') as rate_ppm,
      min(one.rate_ppm) filter (
        where one.kind = 'promotion' and not (rule.kind = 'promotion' and one.scope = wanted)
      ) as promotion_ppm
    from jsonb_to_recordset(coalesce(placed.fee_quote, charge.explain -> 'terms') -> 'candidates') as one (
      kind text, scope jsonb, specificity integer, cohort_priority integer, rate_ppm integer, verdict text
    )
  ) as known
  where charge.domain_id = rule.domain_id and charge.rate_ppm is not null
    and charge.occurred_at >= since and charge.occurred_at < simulate_charges.before
    and (rule.order_id is null or charge.order_id = rule.order_id)
    and (rule.platform_user_id is null or charge.platform_user_id = rule.platform_user_id)
    and (rule.token_id is null or charge.token_id = rule.token_id)
    and (rule.provider is null or placed.provider = rule.provider)
    and (rule.order_type is null or charge.order_type = rule.order_type)
    and (rule.cohort_id is null or exists (
      select from public.cohort_members as m
      where m.domain_id = charge.domain_id and m.cohort_id = rule.cohort_id
        and m.platform_user_id = charge.platform_user_id
        and m.valid @> coalesce(placed.placed_at, charge.occurred_at)
    ));
end;
$$;

comment on function private.simulate_charges(public.fee_rules, timestamptz, timestamptz) is
'The charged trades of a time that the rule would have been for, with the rate that they had and that they would have.';
revoke all on function private.simulate_charges(public.fee_rules, timestamptz, timestamptz)
from public, anon, authenticated, service_role;
