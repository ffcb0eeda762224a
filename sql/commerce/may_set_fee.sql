-- requires: sql/audit/use_approval.sql sql/identity/security_settings.sql sql/platform/bad_input.sql
create or replace function private.may_set_fee(rpc text, rule public.fee_rules, arguments jsonb)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  settings public.security_settings;
begin
  select s.* into settings from public.security_settings as s;
  if rule.rate_ppm >= 0 is not true then
    perform private.bad_input('rate_ppm', 'from 0 on, in millionths');
  end if;
  if rule.rate_ppm > settings.fee_cap_ppm then
    perform private.bad_input('rate_ppm', format('at most %s, as the security settings say', settings.fee_cap_ppm));
  end if;
  -- What holds for one order holds from when that was placed.
  if rule.rate_ppm <= settings.fee_approval_above_ppm
    and (rule.order_id is not null or rule.starts_at < now() is not true) then
    return true;
  end if;
  return private.use_approval(rpc, rule.domain_id, arguments, rule.reason, 'fees.manage', rule.domain_id);
end;
$$;

comment on function private.may_set_fee(text, public.fee_rules, jsonb) is
'Whether the rule may be made now: a high rate, or one that starts in the past, waits for a second person who manages fees. starts_at: null: now. Raises 22023 for a rate below zero or above the cap.';
revoke all on function private.may_set_fee(text, public.fee_rules, jsonb)
from public, anon, authenticated, service_role;
