-- requires: sql/commerce/trade_entry.sql sql/commerce/orders.sql
create or replace function private.store_orders(batch private.trade_entry [])
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  changed bigint;
begin
  insert into public.orders as known (
    domain_id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at,
    provider, told_at, told_by
  )
  select distinct on (e.domain_id, told.external_id)
    e.domain_id, told.external_id, trader.id, token.id, told.type, told.side, told.size_minor, told.status,
    told.placed_at, told.provider, e.told_at, e.told_by
  from unnest(batch) as e
  cross join lateral jsonb_to_record(e.facts) as told (
    external_id text, type text, side text, size_minor numeric, status text, placed_at timestamptz,
    provider text
  )
  inner join public.platform_users as trader on e.domain_id = trader.domain_id and e.user_ref = trader.external_id
  inner join public.tokens as token
    on e.domain_id = token.domain_id and e.chain = token.chain and e.address = token.address
  where e.kind = 'order'
  order by e.domain_id, told.external_id, e.told_at desc, e.told_by desc
  on conflict (domain_id, external_id) do update
  set
    platform_user_id = excluded.platform_user_id, token_id = excluded.token_id,
    order_type = excluded.order_type, side = excluded.side, size_minor = excluded.size_minor,
    status = excluded.status, placed_at = excluded.placed_at, told_at = excluded.told_at,
    told_by = excluded.told_by, updated_at = now(), provider = excluded.provider,
    -- What was frozen stays, unless it was for another order than this turns out to be.
    fee_quote = case
      when
        (known.platform_user_id, known.token_id, known.order_type, known.placed_at, known.provider)
        is not distinct from (
          excluded.platform_user_id, excluded.token_id, excluded.order_type, excluded.placed_at, excluded.provider
        )
        then known.fee_quote
    end
  where (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by);
  get diagnostics changed = row_count;
  return changed;
end;
$$;

comment on function private.store_orders(private.trade_entry []) is
'Stores what the batch tells of orders; returns how many rows it changed. Their users and tokens must be there.';
revoke all on function private.store_orders(private.trade_entry []) from public, anon, authenticated, service_role;
