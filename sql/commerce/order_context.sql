-- requires: sql/commerce/fee_context.sql sql/commerce/orders.sql
create or replace function private.order_context(placed public.orders)
returns private.fee_context
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return row(
    placed.domain_id, placed.platform_user_id, placed.token_id, placed.provider, placed.order_type, placed.id,
    placed.placed_at
  );
end;
$$;

comment on function private.order_context(public.orders) is 'What the fee of an order depends on.';
revoke all on function private.order_context(public.orders) from public, anon, authenticated, service_role;
