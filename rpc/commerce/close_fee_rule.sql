create or replace function public.close_fee_rule(domain_id uuid, rule_id uuid, reason text)
returns public.fee_rules
language plpgsql
volatile
security definer -- definer: nobody holds update on fee_rules
set search_path = ''
as $$
declare
  rule public.fee_rules;
  closed public.fee_rules;
begin
  perform private.require('fees.manage', domain_id);
  perform private.begin_sensitive('close_fee_rule', close_fee_rule.reason);
  perform private.lock_fees(domain_id);
  select r.* into rule from public.fee_rules as r
  where r.domain_id = close_fee_rule.domain_id and r.id = close_fee_rule.rule_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such rule');
  end if;
  if rule.specificity = 0 and rule.kind = 'rule' then
    perform private.fail(
      'PT409', 'PLATFORM_FEE_NEEDED', 'all others stand on what holds for the whole platform', 'Call set_platform_fee().'
    );
  end if;
  if rule.ends_at <= clock_timestamp() then
    perform private.fail('PT409', 'FEE_RULE_CLOSED', 'the rule has ended');
  end if;
  if rule.order_id is not null then
    perform private.begin_order_fee(rule.domain_id, rule.order_id);
  end if;
  -- What holds for one order is as good as never there: the order is charged as the others are.
  update public.fee_rules as r
  set ends_at = case when r.order_id is null then greatest(r.starts_at, clock_timestamp()) else r.starts_at end
  where r.domain_id = rule.domain_id and r.id = rule.id
  returning r.* into closed;
  if rule.order_id is not null then
    perform private.requote_orders(rule, rule.starts_at);
  end if;
  return closed;
end;
$$;

comment on function public.close_fee_rule(uuid, uuid, text) is
'Ends a rule now, for orders that are placed from now on; returns it. One that has not begun never does; one for a single order is taken back, as long as nothing of that was traded. rule_id: the rule. Needs fees.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND; PT409 PLATFORM_FEE_NEEDED, FEE_RULE_CLOSED, ORDER_FILLED.';
revoke all on function public.close_fee_rule(uuid, uuid, text) from public, anon, service_role;
grant execute on function public.close_fee_rule(uuid, uuid, text) to authenticated;
