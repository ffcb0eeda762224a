-- requires: sql/commerce/trade_entry.sql sql/commerce/transactions.sql sql/commerce/platform_users.sql
-- requires: sql/commerce/tokens.sql
create or replace function private.store_transactions(batch private.trade_entry [])
returns public.transactions []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  changed public.transactions [];
begin
  with stored as (
    insert into public.transactions as known (
      domain_id, chain_ref, platform_user_id, token_id, order_external_id, order_type, side, amount_minor,
      volume_usd_minor, fee_minor, fee_asset, fee_usd_minor, status, occurred_at, told_at, told_by, venue
    )
    select distinct on (e.domain_id, told.chain_ref)
      e.domain_id, told.chain_ref, trader.id, token.id, told.order, told.type, told.side, told.amount_minor,
      told.volume_usd_minor, told.fee_minor, told.fee_asset, told.fee_usd_minor, told.status, told.occurred_at,
      e.told_at, e.told_by, coalesce(told.venue, 'unknown')
    from unnest(batch) as e
    cross join lateral jsonb_to_record(e.facts) as told (
      chain_ref text, "order" text, type text, side text, amount_minor numeric, volume_usd_minor numeric,
      fee_minor numeric, fee_asset text, fee_usd_minor numeric, status text, occurred_at timestamptz, venue text
    )
    inner join public.platform_users as trader on e.domain_id = trader.domain_id and e.user_ref = trader.external_id
    inner join public.tokens as token
      on e.domain_id = token.domain_id and e.chain = token.chain and e.address = token.address
    where e.kind = 'transaction'
    order by e.domain_id, told.chain_ref, e.told_at desc, e.told_by desc
    on conflict (domain_id, chain_ref) do update
    set (
      platform_user_id, token_id, order_external_id, order_type, side, amount_minor, volume_usd_minor, fee_minor,
      fee_asset, fee_usd_minor, status, occurred_at, told_at, told_by, venue
    ) = (
      excluded.platform_user_id, excluded.token_id, excluded.order_external_id, excluded.order_type, excluded.side,
      excluded.amount_minor, excluded.volume_usd_minor, excluded.fee_minor, excluded.fee_asset, excluded.fee_usd_minor,
      excluded.status, excluded.occurred_at, excluded.told_at, excluded.told_by, excluded.venue
    )
    where (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by)
    returning known.*
  )
  select array_agg(s::public.transactions) into changed from stored as s;
  return coalesce(changed, '{}');
end;
$$;

comment on function private.store_transactions(private.trade_entry []) is
'Stores what the batch tells of transactions; returns the rows that it changed. Their users and tokens must be there.';
revoke all on function private.store_transactions(private.trade_entry [])
from public, anon, authenticated, service_role;
