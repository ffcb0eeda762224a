-- requires: sql/analytics/timed_trades.sql sql/commerce/fee_charges.sql sql/identity/domains.sql
create or replace function private.count_payers(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (id uuid, trades bigint, volume numeric, fee numeric, net numeric)
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
set plan_cache_mode = force_custom_plan -- A day is best looked up, a year read.
as $$
declare
  begins_at constant timestamptz := greatest(from_at, (
    select tenant.stats_valid_from from public.domains as tenant where tenant.id = count_payers.domain_id
  ));
begin
  return query
  select
    trade.platform_user_id, count(*), sum(trade.volume_usd_minor), coalesce(sum(charge.usd_minor), 0),
    coalesce(sum(charge.usd_minor - charge.commission_usd_minor), 0)
  from private.timed_trades as trade
  inner join public.fee_charges as charge
    on trade.domain_id = charge.domain_id and trade.id = charge.transaction_id
  where
    trade.domain_id = count_payers.domain_id and trade.status = 'confirmed'
    and trade.happened_at >= begins_at and trade.happened_at < to_at
  group by trade.platform_user_id;
end;
$$;

comment on function private.count_payers(uuid, timestamptz, timestamptz) is
'What each user traded and was charged from from_at to before to_at: confirmed trades, volume, fee and what of it is left to the platform, in US cents.';

revoke all on function private.count_payers(uuid, timestamptz, timestamptz)
from public, anon, authenticated, service_role;
