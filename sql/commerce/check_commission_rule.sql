-- requires: sql/commerce/commission_rules.sql sql/platform/bad_input.sql
create or replace function private.check_commission_rule(rule public.commission_rules)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if num_nonnulls(rule.programme_id, rule.cohort_id, rule.platform_user_id) <> 1 then
    perform private.bad_input('programme_id', 'a rule is for one of: a programme, a cohort, a user');
  end if;
  if rule.level between 1 and 3 is not true then
    perform private.bad_input('level', '1, 2 or 3');
  end if;
  if (least(rule.rate_ppm, rule.bonus_ppm) >= 0 and rule.rate_ppm + rule.bonus_ppm <= 1000000) is not true then
    perform private.bad_input('rate_ppm, bonus_ppm', 'from 0 on, in millionths, and together no more than the fee');
  end if;
  if least(rule.min_volume_usd_minor, rule.bonus_volume_usd_minor) < 0 then
    perform private.bad_input('min_volume_usd_minor, bonus_volume_usd_minor', 'from 0 on');
  end if;
  if rule.base = any('{fee_charged,fee_gross}') is not true then
    perform private.bad_input('base', 'fee_charged or fee_gross');
  end if;
  if not isfinite(rule.starts_at) or rule.starts_at < now() then
    perform private.bad_input('starts_at', 'lies in the past: what was earned is settled');
  end if;
  if rule.ends_at <= coalesce(rule.starts_at, now()) then
    perform private.bad_input('ends_at', 'lies after starts_at');
  end if;
end;
$$;

comment on function private.check_commission_rule(public.commission_rules) is
'Raises 22023 for a rule of commissions that cannot be. starts_at: null: now.';
revoke all on function private.check_commission_rule(public.commission_rules)
from public, anon, authenticated, service_role;
