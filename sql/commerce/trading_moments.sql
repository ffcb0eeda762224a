-- requires: sql/commerce/user_moment.sql sql/commerce/orders.sql sql/commerce/transactions.sql sql/commerce/fee_scope.sql
-- Each part takes its own page from its own index: who trades a lot has more than can be sorted.
create or replace function private.trading_moments(
  trader public.platform_users,
  held text [],
  place_at timestamptz,
  place_id uuid,
  page_size integer
)
returns setof private.user_moment
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
begin
  return query
  (
    select 'order', o.id, o.placed_at, jsonb_build_object(
      'external_id', o.external_id, 'token_id', o.token_id, 'order_type', o.order_type, 'side', o.side,
      'size_minor', o.size_minor, 'status', o.status, 'rate_ppm', o.fee_quote -> 'rate_ppm'
    )
    from public.orders as o
    where 'orders.view' = any(held) and o.domain_id = trader.domain_id and o.platform_user_id = trader.id
      and (o.placed_at, o.id) < (place_at, place_id)
    order by o.placed_at desc, o.id desc
    limit page_size
  )
  union all
  (
    select 'trade', t.id, t.occurred_at, jsonb_build_object(
      'chain_ref', t.chain_ref, 'token_id', t.token_id, 'order_external_id', t.order_external_id,
      'order_type', t.order_type, 'side', t.side, 'amount_minor', t.amount_minor,
      'volume_usd_minor', t.volume_usd_minor, 'fee_minor', t.fee_minor, 'fee_asset', t.fee_asset, 'status', t.status
    )
    from public.transactions as t
    where 'transactions.view' = any(held) and t.domain_id = trader.domain_id and t.platform_user_id = trader.id
      and (t.occurred_at, t.id) < (place_at, place_id)
    order by t.occurred_at desc, t.id desc
    limit page_size
  )
  union all
  select 'fee', r.id, r.starts_at, jsonb_build_object(
    'kind', r.kind, 'scope', private.fee_scope(r), 'rate_ppm', r.rate_ppm, 'ends_at', r.ends_at, 'reason', r.reason
  )
  from public.fee_rules as r
  where 'fees.view' = any(held) and r.domain_id = trader.domain_id and r.platform_user_id = trader.id
    and r.starts_at <= now() and (r.starts_at, r.id) < (place_at, place_id);
end;
$$;

comment on function private.trading_moments(public.platform_users, text [], timestamptz, uuid, integer) is
'What a user traded, and what fees were made for him alone, before a place. held: the permissions of the caller in the domain.';
revoke all on function private.trading_moments(public.platform_users, text [], timestamptz, uuid, integer)
from public, anon, authenticated, service_role;
