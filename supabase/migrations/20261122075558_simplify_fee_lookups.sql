-- Rules of the whole platform are found by their scope alone; conditions that could never decide anything go.
set local check_function_bodies = off;

create or replace function private.add_fee_rule(
  rule public.fee_rules,
  out rule_id uuid,
  out requoted bigint
)
  returns record
  language plpgsql
  set search_path to ''
  as $function$
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
  requoted := case
    when rule.order_id is not null or rule.starts_at < now() then private.requote_orders(rule, rule.starts_at)
    else 0
  end;
end;
$function$;

create or replace function private.attach_referrer(
  domain_id uuid,
  platform_user_id uuid,
  referrer_id uuid
)
  returns void
  language plpgsql
  set search_path to ''
  as $function$
declare
  present uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('referrers of ' || domain_id, 0));
  select u.referrer_id into present from public.platform_users as u
  where u.domain_id = attach_referrer.domain_id and u.id = attach_referrer.platform_user_id;
  if present = attach_referrer.referrer_id then
    return;
  elsif present is not null then
    perform private.fail('PT409', 'REFERRER_FIXED', 'somebody else has brought this user, which is final');
  end if;
  if exists (
    with recursive line (id) as (
      select attach_referrer.referrer_id
      union
      select u.referrer_id from public.platform_users as u
      inner join line on u.id = line.id
      where u.domain_id = attach_referrer.domain_id
    )
    select from line where line.id = attach_referrer.platform_user_id
  ) then
    perform private.fail('PT409', 'REFERRAL_CYCLE', 'nobody brings himself, or one of those who brought him');
  end if;
  update public.platform_users as u set referrer_id = attach_referrer.referrer_id
  where u.domain_id = attach_referrer.domain_id and u.id = attach_referrer.platform_user_id;
end;
$function$;

create or replace function private.check_platform_fee()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  as $function$
begin
  if exists (
    select from (
      select r.ends_at, lead(r.starts_at) over (order by r.starts_at) as next_at
      from public.fee_rules as r
      where r.domain_id = new.domain_id and r.kind = 'rule' and r.scope_key = new.scope_key and not isempty(r.valid)
    ) as held
    where held.ends_at is distinct from held.next_at
  ) then
    perform private.fail('23514', 'FEE_GAP', 'a platform is never without a fee once it has one, be it zero');
  end if;
  return null;
end;
$function$;

create or replace function private.replace_platform_fee(
  rule public.fee_rules
)
  returns public.fee_rules
  language plpgsql
  set search_path to ''
  as $function$
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
$function$;

create or replace function private.requote_orders(
  rule public.fee_rules,
  since timestamp with time zone
)
  returns bigint
  language plpgsql
  set search_path to ''
  as $function$
declare
  changed bigint;
begin
  update public.orders as o set fee_quote = private.freeze_fee(private.order_context(o)), updated_at = now()
  where o.domain_id = rule.domain_id and o.placed_at >= since and (rule.ends_at is null or o.placed_at < rule.ends_at)
    and not private.is_order_filled(o)
    and (rule.order_id is null or o.id = rule.order_id)
    and (rule.platform_user_id is null or o.platform_user_id = rule.platform_user_id)
    and (rule.token_id is null or o.token_id = rule.token_id)
    and (rule.provider is null or o.provider = rule.provider)
    and (rule.order_type is null or o.order_type = rule.order_type);
  get diagnostics changed = row_count;
  if changed > 0 then
    perform private.audit_event(
      'requote', 'orders', null, rule.domain_id, jsonb_build_object('rule_id', rule.id, 'orders', changed)
    );
  end if;
  return changed;
end;
$function$;
