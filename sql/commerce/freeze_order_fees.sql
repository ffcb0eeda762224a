-- requires: sql/commerce/order_context.sql sql/commerce/freeze_fee.sql sql/commerce/trade_entry.sql
-- requires: sql/commerce/transactions.sql
-- As of the time when the order was placed, by what its own entry says: it does not matter when it comes, or what comes
-- before it.
create or replace function private.freeze_order_fees(batch private.trade_entry [])
returns public.transactions []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  unquoted public.orders [];
begin
  unquoted := array(
    select o from (
      select distinct e.domain_id, e.facts ->> 'external_id' as external_id from unnest(batch) as e
      where e.kind = 'order'
    ) as told
    inner join public.orders as o
      on told.domain_id = o.domain_id and told.external_id = o.external_id and o.fee_quote is null
  );
  update public.orders as o set fee_quote = fresh.quote
  from (
    select new.domain_id, new.id, private.freeze_fee(private.order_context(new)) as quote from unnest(unquoted) as new
  ) as fresh
  where o.domain_id = fresh.domain_id and o.id = fresh.id and fresh.quote is not null;
  return array(
    select t from unnest(unquoted) as new
    inner join public.transactions as t on new.domain_id = t.domain_id and new.external_id = t.order_external_id
  );
end;
$$;

comment on function private.freeze_order_fees(private.trade_entry []) is
'Quotes the orders of the batch that have no quote yet; returns the transactions of these that came before.';
revoke all on function private.freeze_order_fees(private.trade_entry [])
from public, anon, authenticated, service_role;
