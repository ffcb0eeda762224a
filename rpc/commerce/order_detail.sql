create or replace function public.order_detail(domain_id uuid, order_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: row security would ask for the permissions of each of its tables
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
declare
  held constant text [] := private.permitted_in(
    domain_id, '{orders.view,platform_users.view,tokens.view,transactions.view,fees.view}'
  );
  placed public.orders;
begin
  select o.* into placed from public.orders as o
  where 'orders.view' = any(held) and o.domain_id = order_detail.domain_id and o.id = order_detail.order_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such order');
  end if;
  -- Each part has its permission.
  return jsonb_build_object(
    'order', to_jsonb(placed) - '{fee_quote,told_at,told_by}'::text [],
    'fee', private.explain_order_fee(placed, 'fees.view' = any(held)),
    'user', (
      select to_jsonb(u) - '{domain_id,told_at,told_by}'::text [] from public.platform_users as u
      where 'platform_users.view' = any(held) and u.domain_id = placed.domain_id and u.id = placed.platform_user_id
    ),
    'token', (
      select to_jsonb(t) - '{domain_id,told_at,told_by}'::text [] from public.tokens as t
      where 'tokens.view' = any(held) and t.domain_id = placed.domain_id and t.id = placed.token_id
    )
  )
  || case when 'transactions.view' = any(held) then private.trades_of_order(placed) else '{}' end;
end;
$$;

comment on function public.order_detail(uuid, uuid) is
'One order as {order, fee (on what terms it is charged, and every rule that was considered, with why it lost; for who has fees.view also who made the rule, when and why; null: the platform had no fee), user, token (null: not permitted)}, and for who has transactions.view transactions (newest first, at most 100; the rest is in list_transactions()) and charged (what was paid in all, by fee_asset, confirmed ones alone). '
'Needs orders.view. Errors: P0002 NOT_FOUND when it is not there or not visible.';
revoke all on function public.order_detail(uuid, uuid) from public, anon, service_role;
grant execute on function public.order_detail(uuid, uuid) to authenticated;
