-- requires: sql/commerce/store_fee_rule.sql sql/commerce/lock_fees.sql
create or replace function private.replace_platform_fee(rule public.fee_rules)
returns public.fee_rules
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  next_one public.fee_rules;
begin
  perform private.lock_fees(rule.domain_id);
  -- After the lock, so that of two that begin now the second one begins later.
  rule.starts_at := coalesce(rule.starts_at, clock_timestamp());
  -- Between the two statements there is a gap, even where somebody has made constraints immediate.
  set constraints public.check_platform_fee deferred;
  -- The one that holds then; before the first one, that.
  select r.* into next_one from public.fee_rules as r
  where r.domain_id = rule.domain_id and r.kind = 'rule' and r.scope_key = '/////' -- No part of the platform.
    and (r.ends_at is null or r.ends_at > rule.starts_at)
  order by r.starts_at
  limit 1;
  if next_one.starts_at > rule.starts_at then
    rule.ends_at := next_one.starts_at;
  else
    rule.ends_at := next_one.ends_at;
    update public.fee_rules as r set ends_at = rule.starts_at
    where r.domain_id = next_one.domain_id and r.id = next_one.id;
  end if;
  return private.store_fee_rule(rule);
end;
$$;

comment on function private.replace_platform_fee(public.fee_rules) is
'Stores a rule for the whole platform in place of the one that holds when it starts, up to where that one would have ended. starts_at: null: now.';
revoke all on function private.replace_platform_fee(public.fee_rules)
from public, anon, authenticated, service_role;
