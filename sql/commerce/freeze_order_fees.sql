-- requires: sql/commerce/order_context.sql sql/commerce/freeze_fee.sql sql/commerce/trade_entry.sql
-- As of the time when the order was placed, by what its own entry says: it does not matter when it comes, or what comes
-- before it.
create or replace function private.freeze_order_fees(batch private.trade_entry [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update public.orders as o set fee_quote = fresh.quote
  from (
    select new.domain_id, new.id, private.freeze_fee(private.order_context(new)) as quote
    from (
      select distinct e.domain_id, e.facts ->> 'external_id' as external_id from unnest(batch) as e
      where e.kind = 'order'
    ) as told
    inner join public.orders as new
      on told.domain_id = new.domain_id and told.external_id = new.external_id and new.fee_quote is null
  ) as fresh
  where o.domain_id = fresh.domain_id and o.id = fresh.id and fresh.quote is not null;
end;
$$;

comment on function private.freeze_order_fees(private.trade_entry []) is
'Quotes the orders of the batch that have no quote yet.';
revoke all on function private.freeze_order_fees(private.trade_entry [])
from public, anon, authenticated, service_role;
