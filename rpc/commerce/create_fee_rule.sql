create or replace function public.create_fee_rule(
  domain_id uuid,
  scope jsonb,
  rate_ppm integer,
  reason text,
  kind text default 'rule',
  starts_at timestamptz default null,
  ends_at timestamptz default null,
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
#variable_conflict use_variable
declare
  rule public.fee_rules;
begin
  perform private.require('fees.manage', domain_id);
  perform private.begin_sensitive('create_fee_rule', reason);
  rule := private.read_fee_rule(
    domain_id, scope, jsonb_build_object(
      'kind', kind, 'rate_ppm', rate_ppm, 'reason', btrim(reason), 'starts_at', starts_at, 'ends_at', ends_at,
      'min_minor', min_minor, 'max_minor', max_minor, 'limit_asset', limit_asset
    )
  );
  if private.may_set_fee('create_fee_rule', rule, private.fee_arguments(rule)) then
    return query select 'done', added.* from private.add_fee_rule(rule) as added;
  else
    return query select 'approval_requested', null::uuid, 0::bigint;
  end if;
end;
$$;

comment on function public.create_fee_rule(uuid, jsonb, integer, text, text, timestamptz, timestamptz, numeric, numeric, text) is
'Makes a rule for a part of the platform: it replaces all less specific ones. scope: any of order_id, platform_user_id, cohort_id, token_id, provider and order_type; all of them must fit. rate_ppm: millionths, 10000 is 1 %; zero is legal. kind: rule, or promotion, which ends and may only lower. starts_at: null: now; for one order it is when that was placed. ends_at: null: never. min_minor, max_minor: the least and the most, in minor units of limit_asset. limit_asset: such as USDC. '
'Answers done, or approval_requested for a high rate and for a start in the past: then somebody else who manages fees calls approve_operation(), and the same call acts. requoted: how many orders of which nothing was traded were quoted again. Needs fees.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT409 NO_PLATFORM_FEE, ORDER_FILLED; 23P01 FEE_RULE_OVERLAPS. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "scope": {"order_type": "twap"}, "rate_ppm": 7500, "reason": "Slow orders pay less"}';
revoke all on function public.create_fee_rule(
  uuid, jsonb, integer, text, text, timestamptz, timestamptz, numeric, numeric, text
) from public, anon, service_role;
grant execute on function public.create_fee_rule(
  uuid, jsonb, integer, text, text, timestamptz, timestamptz, numeric, numeric, text
) to authenticated;
