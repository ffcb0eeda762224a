-- requires: sql/commerce/fee_rules.sql sql/platform/fail.sql
create or replace function private.store_fee_rule(rule public.fee_rules)
returns public.fee_rules
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  stored public.fee_rules;
begin
  insert into public.fee_rules (
    domain_id, kind, order_id, platform_user_id, cohort_id, token_id, provider, order_type, rate_ppm, min_minor,
    max_minor, limit_asset, starts_at, ends_at, reason
  )
  values (
    rule.domain_id, rule.kind, rule.order_id, rule.platform_user_id, rule.cohort_id, rule.token_id,
    rule.provider, rule.order_type, rule.rate_ppm, rule.min_minor, rule.max_minor, rule.limit_asset,
    rule.starts_at, rule.ends_at, rule.reason
  )
  returning * into stored;
  return stored;
exception
  when exclusion_violation then
    perform private.fail(
      '23P01', 'FEE_RULE_OVERLAPS', 'there is a rule of the same scope at that time', 'Close it first: close_fee_rule().'
    );
end;
$$;

comment on function private.store_fee_rule(public.fee_rules) is
'Stores a fee rule; returns it. Raises 23P01 FEE_RULE_OVERLAPS.';
revoke all on function private.store_fee_rule(public.fee_rules) from public, anon, authenticated, service_role;
