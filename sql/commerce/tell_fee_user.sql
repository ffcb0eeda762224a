-- requires: sql/commerce/fee_rules.sql sql/notify/enqueue.sql sql/identity/env_settings.sql
-- requires: sql/commerce/fee_scope.sql
create or replace function private.tell_fee_user(rule public.fee_rules)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if rule.platform_user_id is null or not exists (
    select from public.env_settings as s
    where s.environment = private.environment() and s.key = 'fees.tell_users' and s.value = 'true'
  ) then
    return;
  end if;
  -- What was agreed, and not why: the reason is for the back office.
  perform private.enqueue(
    'platform_user.fee', format('fee_rule/%s/%s', rule.domain_id, rule.id),
    jsonb_build_object(
      'platform_user_id', rule.platform_user_id,
      'external_id', (
        select u.external_id from public.platform_users as u
        where u.domain_id = rule.domain_id and u.id = rule.platform_user_id
      ),
      'rule_id', rule.id, 'kind', rule.kind, 'scope', private.fee_scope(rule), 'rate_ppm', rule.rate_ppm,
      'starts_at', rule.starts_at, 'ends_at', rule.ends_at
    ),
    rule.domain_id
  );
end;
$$;

comment on function private.tell_fee_user(public.fee_rules) is
'Where env_settings says so (fees.tell_users is true), puts a message platform_user.fee into the outbox for the user whose rule it is.';
revoke all on function private.tell_fee_user(public.fee_rules) from public, anon, authenticated, service_role;
