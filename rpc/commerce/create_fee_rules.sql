create or replace function public.create_fee_rules(
  domain_id uuid,
  token_ids uuid [],
  rate_ppm integer,
  reason text,
  scope jsonb default '{}',
  kind text default 'rule',
  starts_at timestamptz default null,
  ends_at timestamptz default null
)
returns table (outcome text, rule_id uuid, requoted bigint)
language plpgsql
volatile
security definer -- definer: nobody holds insert on fee_rules
set search_path = ''
as $$
#variable_conflict use_variable
declare
  said constant jsonb := jsonb_build_object(
    'kind', kind, 'rate_ppm', rate_ppm, 'reason', btrim(reason), 'starts_at', starts_at, 'ends_at', ends_at
  );
  rule public.fee_rules;
  token_id uuid;
begin
  perform private.require('fees.manage', domain_id);
  perform private.begin_sensitive('create_fee_rules', reason);
  if cardinality(token_ids) between 1 and 1000 is not true or scope ?| '{token_id,order_id}' then
    perform private.bad_input('token_ids', '1 to 1000 tokens, and neither token nor order in scope');
  end if;
  rule := private.read_fee_rule(domain_id, scope || jsonb_build_object('token_id', token_ids[1]), said);
  if not private.may_set_fee(
    'create_fee_rules', rule, private.fee_arguments(rule) || jsonb_build_object('token_ids', token_ids)
  ) then
    return query select 'approval_requested', null::uuid, 0::bigint;
    return;
  end if;
  foreach token_id in array token_ids loop
    rule := private.read_fee_rule(domain_id, scope || jsonb_build_object('token_id', token_id), said);
    return query select 'done', added.* from private.add_fee_rule(rule) as added;
  end loop;
end;
$$;

comment on function public.create_fee_rules(uuid, uuid [], integer, text, jsonb, text, timestamptz, timestamptz) is
'Makes the same rule for each of up to 1000 tokens, all of them or none; answers a row for each, or one with approval_requested. token_ids: the tokens. scope: what else must fit, as in create_fee_rule. rate_ppm: millionths, 10000 is 1 %. kind: rule, or promotion, which ends and may only lower. starts_at: null: now. ends_at: null: never. Needs fees.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT409 NO_PLATFORM_FEE; 23P01 FEE_RULE_OVERLAPS.';
revoke all on function public.create_fee_rules(uuid, uuid [], integer, text, jsonb, text, timestamptz, timestamptz)
from public, anon, service_role;
grant execute on function public.create_fee_rules(uuid, uuid [], integer, text, jsonb, text, timestamptz, timestamptz)
to authenticated;
