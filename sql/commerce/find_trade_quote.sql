-- requires: sql/commerce/fee_charges.sql sql/commerce/freeze_fee.sql
-- A trade goes by the frozen quote of its order. Without one it is quoted as of when it happened, and keeps that until
-- its order comes or it turns out to be another's: whatever rule is made meanwhile.
create or replace function private.find_trade_quote(trade public.transactions, known public.fee_charges)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  placed public.orders;
  terms jsonb;
begin
  select o.* into placed from public.orders as o
  where o.domain_id = trade.domain_id and o.external_id = trade.order_external_id;
  if found then
    return jsonb_build_object('quoted', 'order', 'order_id', placed.id, 'terms', coalesce(placed.fee_quote, '{}'));
  end if;
  if known.explain ->> 'quoted' = 'trade'
    and (known.platform_user_id, known.token_id, known.order_type, known.occurred_at)
    = (trade.platform_user_id, trade.token_id, trade.order_type, trade.occurred_at) then
    return known.explain;
  end if;
  terms := private.freeze_fee(
    row(
      trade.domain_id, trade.platform_user_id, trade.token_id, null, trade.order_type, null, trade.occurred_at
    )
  );
  return jsonb_build_object('quoted', 'trade', 'terms', coalesce(terms, '{}'));
end;
$$;

comment on function private.find_trade_quote(public.transactions, public.fee_charges) is
'By what a trade is charged: quoted (order or trade), order_id, and terms as in orders.fee_quote, empty where the platform had no fee then. known: its charge as it stands; null: none yet.';
revoke all on function private.find_trade_quote(public.transactions, public.fee_charges)
from public, anon, authenticated, service_role;
