create or replace function public.fee_stats(
  filter jsonb default '{}',
  cycle text default 'custom',
  time_zone text default null
)
returns table (
  begins_on date, from_at timestamptz, to_at timestamptz, state text,
  transactions bigint, volume_usd_minor numeric, fees_usd_minor numeric, commissions_usd_minor numeric,
  net_usd_minor numeric, waived_usd_minor numeric, unpriced bigint, take_rate numeric, net_take_rate numeric,
  previous_fees_usd_minor numeric, previous_take_rate numeric, fees_variation numeric, take_rate_variation numeric
)
language plpgsql
stable
security definer -- definer: the rollups are readable by nobody
rows 30
set search_path = ''
as $$
declare
  wanted constant private.trade_filter := private.read_trade_filter(filter);
  tenants constant uuid [] := private.report_domains('fees.manage', (wanted).domain_ids);
  reported constant private.report_window := private.read_trade_window(wanted, time_zone);
  periods constant private.activity_period [] := array(select p from private.trade_cycles(reported, cycle) as p);
  counts_since constant timestamptz := private.counts_since(tenants);
begin
  return query
  with counted as materialized (
    select n.*, n.fee / nullif(n.volume, 0) as rate
    from private.sum_fees(wanted, tenants, private.period_marks(periods)) as n
    where n.depth = 0
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    n.trades, n.volume, n.fee, n.fee - n.net, n.net, n.waived, n.unpriced, n.rate, n.net / nullif(n.volume, 0),
    before.fee, before.rate,
    case when compared.is_fair then (n.fee - before.fee) / nullif(before.fee, 0) end,
    case when compared.is_fair then (n.rate - before.rate) / nullif(before.rate, 0) end
  from unnest(periods) as part
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  inner join counted as n on n.place = part.place + 1
  inner join counted as before on part.place = before.place
  cross join lateral (select part.state <> 'partial' and earlier.from_at >= counts_since as is_fair) as compared
  order by part.begins_on;
end;
$$;

comment on function public.fee_stats(jsonb, text, text) is
'What the platform earned per cycle, in US cents: fees_usd_minor (charged for confirmed transactions, after discounts), commissions_usd_minor of it, net_usd_minor (the rest), waived_usd_minor (what the platform''s own rate would have given beyond it), take_rate (fees / volume: the effective rate) and net_take_rate, null without volume. unpriced: transactions of whose fee the worth in US dollars is not known; they are in no sum of fees. '
'Beside each the equal period before, and the variation as in transaction_stats; filter, cycle and time_zone as there. See docs/metrics.md. '
'Needs fees.manage, as who only views fees does not see what is earned. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-10-01T00:00:00Z"}, "cycle": "week", "time_zone": "Europe/Paris"}';

revoke all on function public.fee_stats(jsonb, text, text) from public, anon, service_role;
grant execute on function public.fee_stats(jsonb, text, text) to authenticated;
