-- requires: sql/analytics/counted_trades.sql sql/identity/domains.sql
create or replace function private.count_payers(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (id uuid, trades bigint, volume numeric, fee numeric, net numeric)
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
as $$
begin
  return query
  select
    trade.platform_user_id, count(*), sum(trade.volume_usd_minor), coalesce(sum(trade.fee_usd_minor), 0),
    coalesce(sum(trade.net_usd_minor), 0)
  from public.domains as tenant
  inner join private.counted_trades as trade on tenant.id = trade.domain_id
  where
    tenant.id = count_payers.domain_id and trade.status = 'confirmed'
    and trade.happened_at >= greatest(from_at, tenant.stats_valid_from) and trade.happened_at < to_at
  group by trade.platform_user_id;
end;
$$;

comment on function private.count_payers(uuid, timestamptz, timestamptz) is
'What each user traded and was charged from from_at to before to_at: confirmed trades, volume, fee and what of it is left to the platform, in US cents.';

revoke all on function private.count_payers(uuid, timestamptz, timestamptz)
from public, anon, authenticated, service_role;
