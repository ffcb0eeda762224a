-- requires: sql/commerce/freeze_fee.sql sql/commerce/order_context.sql sql/commerce/is_order_filled.sql
create or replace function private.requote_orders(rule public.fee_rules, since timestamptz)
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
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
$$;

comment on function private.requote_orders(public.fee_rules, timestamptz) is
'Quotes the orders again that the rule could be for, that were placed from then on, and of which nothing was traded yet; returns how many.';
revoke all on function private.requote_orders(public.fee_rules, timestamptz)
from public, anon, authenticated, service_role;
