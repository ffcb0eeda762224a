-- requires: sql/platform/search_hit.sql sql/commerce/chains_of.sql sql/commerce/orders.sql sql/commerce/transactions.sql
-- requires: sql/platform/begins_with.sql
create or replace function private.find_trades_named(
  order_domains uuid [],
  transaction_domains uuid [],
  token_domains uuid [],
  name text,
  most integer
)
returns setof private.search_hit
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_custom_plan -- The beginning of a word finds its index when it is known.
set jit = off
as $$
declare
  low constant text := lower(name);
  beginning constant text := private.begins_with(low);
begin
  return query
  select 'order', o.domain_id, o.id, o.external_id, o.order_type || ' ' || o.side || ', ' || o.status, 'external_id', true
  from unnest(order_domains) as tenant (id)
  inner join public.orders as o on o.domain_id = tenant.id and o.external_id = name
  union all
  -- With its chain or without.
  select 'transaction', t.domain_id, t.id, t.chain_ref, t.order_type || ' ' || t.side || ', ' || t.status, 'chain_ref', true
  from unnest(transaction_domains) as tenant (id)
  cross join lateral unnest(array[name] || array(
    select c.chain || ':' || name from unnest(private.chains_of(tenant.id)) as c (chain)
  )) as written (chain_ref)
  inner join public.transactions as t on t.domain_id = tenant.id and t.chain_ref = written.chain_ref
  union all
  select 'token', k.domain_id, k.id, coalesce(k.symbol, k.address), k.chain || ', ' || k.address, k.matched, k.is_exact
  from unnest(token_domains) as tenant (id)
  cross join lateral (
    (
      select s.*, 'symbol' as matched, lower(s.symbol) = low as is_exact from public.tokens as s
      where s.domain_id = tenant.id and lower(s.symbol) like beginning
      order by lower(s.symbol) using ~<~ limit most
    )
    union all
    select a.*, 'address', true from unnest(private.chains_of(tenant.id)) as c (chain)
    inner join public.tokens as a on a.domain_id = tenant.id and a.chain = c.chain and a.address = name
  ) as k;
end;
$$;

comment on function private.find_trades_named(uuid [], uuid [], uuid [], text, integer) is
'Orders by their id at the platform, transactions by their reference, with its chain or without, and tokens by address or the beginning of the symbol, each of its own domains. most: tokens in each domain.';
revoke all on function private.find_trades_named(uuid [], uuid [], uuid [], text, integer)
from public, anon, authenticated, service_role;
