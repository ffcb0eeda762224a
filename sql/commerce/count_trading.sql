-- requires: sql/platform/hub_count.sql sql/identity/permitted_among.sql sql/commerce/orders.sql sql/commerce/transactions.sql
-- Counted to a thousand, in an index: what a landing page says of a large platform costs as little as of a small one.
create or replace function private.count_trading(domain_ids uuid [])
returns setof private.hub_count
language plpgsql
stable
security invoker
set search_path = ''
set jit = off
as $$
declare
  user_domains constant uuid [] := private.permitted_among('platform_users.view', domain_ids);
  order_domains constant uuid [] := private.permitted_among('orders.view', domain_ids);
  transaction_domains constant uuid [] := private.permitted_among('transactions.view', domain_ids);
begin
  return query
  select counted.kind, least(counted.number, 1000)::integer, counted.number > 1000
  from (
    select 'users_joined' as kind, user_domains as asked, (
      select count(*) from (
        select from unnest(user_domains) as tenant (id)
        cross join lateral (
          select from public.platform_users as u
          where u.domain_id = tenant.id and u.joined_at >= now() - interval '7 days' limit 1001
        ) as u limit 1001
      ) as few
    ) as number
    union all
    select 'orders_open', order_domains, (
      select count(*) from (
        select from unnest(order_domains) as tenant (id)
        cross join lateral (
          select from public.orders as o
          where o.domain_id = tenant.id and o.status in ('open', 'partly_filled') limit 1001
        ) as o limit 1001
      ) as few
    )
    union all
    select 'transactions_pending', transaction_domains, (
      select count(*) from (
        select from unnest(transaction_domains) as tenant (id)
        cross join lateral (
          select from public.transactions as t
          where t.domain_id = tenant.id and t.status = 'pending' limit 1001
        ) as t limit 1001
      ) as few
    )
  ) as counted
  where counted.asked <> '{}';
end;
$$;

comment on function private.count_trading(uuid []) is
'users_joined (in the last 7 days), orders_open and transactions_pending of these domains or of all, each where the caller may view it somewhere.';
revoke all on function private.count_trading(uuid []) from public, anon, authenticated, service_role;
