-- requires: sql/commerce/is_order_filled.sql sql/platform/fail.sql
create or replace function private.begin_order_fee(domain_id uuid, order_id uuid)
returns timestamptz
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  placed public.orders;
begin
  select o.* into placed from public.orders as o
  where o.domain_id = begin_order_fee.domain_id and o.id = begin_order_fee.order_id
  for update;
  if private.is_order_filled(placed) then
    perform private.fail('PT409', 'ORDER_FILLED', 'something of this order was traded, or it waits no more');
  end if;
  return placed.placed_at;
end;
$$;

comment on function private.begin_order_fee(uuid, uuid) is
'Locks the order; returns when it was placed, from when on a fee for it alone holds. Raises PT409 ORDER_FILLED once something of it was traded.';
revoke all on function private.begin_order_fee(uuid, uuid) from public, anon, authenticated, service_role;
