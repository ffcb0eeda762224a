create or replace function public.close_commission_rule(domain_id uuid, rule_id uuid, reason text)
returns public.commission_rules
language plpgsql
volatile
security definer -- definer: nobody holds update on commission_rules
set search_path = ''
as $$
declare
  rule public.commission_rules;
begin
  perform private.require('commissions.manage', domain_id);
  perform private.begin_sensitive('close_commission_rule', close_commission_rule.reason);
  select r.* into rule from public.commission_rules as r
  where r.domain_id = close_commission_rule.domain_id and r.id = close_commission_rule.rule_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such rule');
  end if;
  if rule.ends_at <= clock_timestamp() then
    perform private.fail('PT409', 'COMMISSION_RULE_CLOSED', 'the rule has ended');
  end if;
  update public.commission_rules as r set ends_at = greatest(r.starts_at, clock_timestamp())
  where r.domain_id = rule.domain_id and r.id = rule.id
  returning r.* into rule;
  return rule;
end;
$$;

comment on function public.close_commission_rule(uuid, uuid, text) is
'Ends a rule of commissions now, for trades from now on; returns it. One that has not begun never does. rule_id: the rule. Needs commissions.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND; PT409 COMMISSION_RULE_CLOSED.';
revoke all on function public.close_commission_rule(uuid, uuid, text) from public, anon, service_role;
grant execute on function public.close_commission_rule(uuid, uuid, text) to authenticated;
