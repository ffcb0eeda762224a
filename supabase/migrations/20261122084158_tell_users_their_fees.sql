-- A user is told of a fee of his own, where the environment's settings say so.

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

create or replace function private.add_fee_rule(
  rule public.fee_rules,
  out rule_id uuid,
  out requoted bigint
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform private.lock_fees(rule.domain_id);
  -- After the lock, so that of two that begin now the second one begins later.
  rule.starts_at := coalesce(rule.starts_at, clock_timestamp());
  -- The platform's own rules have no gaps and no end, so the rest follows from the first one's beginning.
  if not exists (
    select from public.fee_rules as r
    where r.domain_id = rule.domain_id and r.kind = 'rule' and r.scope_key = '/////' -- No part of the platform.
      and r.starts_at <= rule.starts_at and not isempty(r.valid)
  ) then
    perform private.fail(
      'PT409', 'NO_PLATFORM_FEE', 'the platform has no fee at that time', 'Call set_platform_fee() first.'
    );
  end if;
  rule := private.store_fee_rule(rule);
  rule_id := rule.id;
  perform private.tell_fee_user(rule);
  requoted := case
    when rule.order_id is not null or rule.starts_at < now() then private.requote_orders(rule, rule.starts_at)
    else 0
  end;
end;
$$;

comment on function private.add_fee_rule(public.fee_rules) is
'Stores a rule for a part of the platform. starts_at: null: now. Where it starts in the past, and where it is for one order, orders of which nothing was traded are quoted again. Raises PT409 NO_PLATFORM_FEE, 23P01 FEE_RULE_OVERLAPS.';
revoke all on function private.add_fee_rule(public.fee_rules) from public, anon, authenticated, service_role;
