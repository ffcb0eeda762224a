-- requires: sql/commerce/orders.sql sql/commerce/transactions.sql
create or replace function private.is_order_filled(placed public.orders)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return placed.status <> 'open' or exists (
    select from public.transactions as t
    where t.domain_id = placed.domain_id and t.order_external_id = placed.external_id
      and t.status in ('pending', 'confirmed')
  );
end;
$$;

comment on function private.is_order_filled(public.orders) is
'Whether any part of the order was traded, or it waits no more: then its fee is settled.';
revoke all on function private.is_order_filled(public.orders) from public, anon, authenticated, service_role;
