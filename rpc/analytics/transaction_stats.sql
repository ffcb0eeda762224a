create or replace function public.transaction_stats(
  filter jsonb default '{}',
  cycle text default 'custom',
  time_zone text default null
)
returns table (
  begins_on date, from_at timestamptz, to_at timestamptz, state text,
  transactions bigint, failed bigint, reverted bigint, pending bigint, volume_usd_minor numeric,
  previous_transactions bigint, previous_volume_usd_minor numeric,
  transactions_variation numeric, volume_variation numeric, by_type jsonb
)
language plpgsql
stable
security definer -- definer: the rollups are readable by nobody
rows 30
set search_path = ''
as $$
declare
  wanted constant private.trade_filter := private.read_trade_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_trade_window(wanted, time_zone);
  periods constant private.activity_period [] := array(select p from private.trade_cycles(reported, cycle) as p);
  counts_since constant timestamptz := private.counts_since(tenants);
begin
  return query
  with counted as materialized (
    select n.* from private.sum_trades(wanted, tenants, private.period_marks(periods)) as n
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    n.confirmed, n.failed, n.reverted, n.pending, n.volume, before.confirmed, before.volume,
    case when compared.is_fair then (n.confirmed - before.confirmed)::numeric / nullif(before.confirmed, 0) end,
    case when compared.is_fair then (n.volume - before.volume) / nullif(before.volume, 0) end,
    n.by_type
  from unnest(periods) as part
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  inner join counted as n on n.place = part.place + 1
  inner join counted as before on part.place = before.place
  cross join lateral (select part.state <> 'partial' and earlier.from_at >= counts_since as is_fair) as compared
  order by part.begins_on;
end;
$$;

comment on function public.transaction_stats(jsonb, text, text) is
'Trades per cycle: transactions (confirmed), failed, reverted and pending ones apart, volume_usd_minor (worth of the confirmed ones in US cents when they happened; a new price changes nothing) and by_type: [{order_type, transactions, volume_usd_minor}]. cycle: day, week (from Monday) or month that the window touches, whole, at most 400, or custom: the window itself. Beside each the equal period before; variation: the change as a part of it, null where it was 0, while the cycle is not over, and where a domain does not count for both. '
'filter: from, to (half-open; without them the last 30 whole days), domain_ids (null: all mine in production), order_types (array), side, token_id, provider, cohort_id (members when they traded), is_referred, venue (web, mobile or unknown); cycle_id with its one domain, instead of from, to and time_zone: the time of a row of cycles, which for a week or month is compared with the one before. time_zone: IANA name, else the preference. state: partial, provisional or final. See docs/metrics.md. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-10-01T00:00:00Z", "order_types": ["market"]}, "cycle": "month", "time_zone": "Europe/Paris"}';

revoke all on function public.transaction_stats(jsonb, text, text) from public, anon, service_role;
grant execute on function public.transaction_stats(jsonb, text, text) to authenticated;
