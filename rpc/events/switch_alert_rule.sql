create or replace function public.switch_alert_rule(
  domain_id uuid,
  rule_id uuid,
  is_active boolean,
  expected_version integer default null
)
returns public.alert_rules
language plpgsql
volatile
security definer -- definer: nobody holds update on alert_rules
set search_path = ''
as $$
declare
  rule public.alert_rules;
begin
  perform private.require('events.manage', switch_alert_rule.domain_id);
  if is_active is null then
    perform private.bad_input('is_active', 'must be true or false');
  end if;
  select r.* into rule from public.alert_rules as r
  where r.domain_id = switch_alert_rule.domain_id and r.id = switch_alert_rule.rule_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such rule');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, rule.version);
  end if;
  if rule.is_active <> switch_alert_rule.is_active then
    update public.alert_rules as r set is_active = switch_alert_rule.is_active
    where r.domain_id = rule.domain_id and r.id = rule.id
    returning r.* into rule;
  end if;
  return rule;
end;
$$;

comment on function public.switch_alert_rule(uuid, uuid, boolean, integer) is
'Switches a rule off or on again. A rule is not changed otherwise, so that its alerts can be explained: make another. rule_id: the rule. is_active: whether it makes alerts. Needs events.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.switch_alert_rule(uuid, uuid, boolean, integer) from public, anon, service_role;
grant execute on function public.switch_alert_rule(uuid, uuid, boolean, integer) to authenticated;
