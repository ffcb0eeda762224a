-- requires: sql/commerce/commission_rules.sql sql/platform/fail.sql
create or replace function private.store_commission_rule(rule public.commission_rules)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  stored_id uuid;
begin
  insert into public.commission_rules (
    domain_id, programme_id, cohort_id, platform_user_id, level, min_volume_usd_minor, rate_ppm, bonus_ppm,
    bonus_volume_usd_minor, base, starts_at, ends_at, reason
  )
  values (
    rule.domain_id, rule.programme_id, rule.cohort_id, rule.platform_user_id, rule.level, rule.min_volume_usd_minor,
    rule.rate_ppm, rule.bonus_ppm, rule.bonus_volume_usd_minor, rule.base,
    coalesce(rule.starts_at, clock_timestamp()), rule.ends_at, rule.reason
  )
  returning id into stored_id;
  return stored_id;
exception
  when foreign_key_violation then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such programme, cohort or user');
  when exclusion_violation then
    perform private.fail(
      '23P01', 'COMMISSION_RULE_OVERLAPS', 'there is a rule of the same level and tier at that time',
      'Close it first: close_commission_rule().'
    );
end;
$$;

comment on function private.store_commission_rule(public.commission_rules) is
'Stores a rule of commissions; returns its id. starts_at: null: now. Raises P0002 NOT_FOUND, 23P01 COMMISSION_RULE_OVERLAPS.';
revoke all on function private.store_commission_rule(public.commission_rules)
from public, anon, authenticated, service_role;
