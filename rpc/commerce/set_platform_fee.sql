create or replace function public.set_platform_fee(
  domain_id uuid,
  rate_ppm integer,
  reason text,
  starts_at timestamptz default null,
  min_minor numeric default null,
  max_minor numeric default null,
  limit_asset text default null
)
returns table (outcome text, rule_id uuid, requoted bigint)
language plpgsql
volatile
security definer -- definer: nobody holds insert on fee_rules
set search_path = ''
as $$
declare
  rule public.fee_rules;
begin
  perform private.require('fees.manage', domain_id);
  perform private.begin_sensitive('set_platform_fee', set_platform_fee.reason);
  rule := private.read_fee_scope(domain_id, '{}');
  rule.kind := 'rule';
  rule.rate_ppm := set_platform_fee.rate_ppm;
  rule.reason := btrim(set_platform_fee.reason);
  rule.starts_at := set_platform_fee.starts_at;
  rule.min_minor := set_platform_fee.min_minor;
  rule.max_minor := set_platform_fee.max_minor;
  rule.limit_asset := set_platform_fee.limit_asset;
  perform private.check_fee_rule(rule);
  if not private.may_set_fee('set_platform_fee', rule, private.fee_arguments(rule)) then
    return query select 'approval_requested', null::uuid, 0::bigint;
    return;
  end if;
  rule := private.replace_platform_fee(rule);
  return query select 'done', rule.id, case
    when rule.starts_at < now() then private.requote_orders(rule, rule.starts_at) else 0
  end;
end;
$$;

comment on function public.set_platform_fee(uuid, integer, text, timestamptz, numeric, numeric, text) is
'Sets what holds for the whole platform where no other rule does; the rule before ends at the same instant, and one that is planned for later stays. rate_ppm: millionths, 10000 is 1 %; zero is legal. starts_at: null: now. min_minor, max_minor: the least and the most, in minor units of limit_asset. limit_asset: such as USDC. '
'Answers done, or approval_requested for a high rate and for a start in the past: then somebody else who manages fees calls approve_operation(), and the same call acts. requoted: how many orders of which nothing was traded were quoted again, after a start in the past. Needs fees.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED.';
revoke all on function public.set_platform_fee(uuid, integer, text, timestamptz, numeric, numeric, text)
from public, anon, service_role;
grant execute on function public.set_platform_fee(uuid, integer, text, timestamptz, numeric, numeric, text)
to authenticated;
