create or replace function public.referral_revenue(
  filter jsonb default '{}',
  cycle text default 'custom',
  time_zone text default null
)
returns table (
  begins_on date, from_at timestamptz, to_at timestamptz, state text, level integer,
  transactions bigint, volume_usd_minor numeric, fees_usd_minor numeric, commissions_usd_minor numeric,
  previous_volume_usd_minor numeric, volume_variation numeric
)
language plpgsql
stable
security definer -- definer: the rollups are readable by nobody
rows 90
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
    select n.* from private.sum_fees(wanted, tenants, private.period_marks(periods)) as n where n.depth > 0
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state, n.depth,
    n.trades, n.volume, n.fee, n.fee - n.net, before.volume,
    case
      when part.state <> 'partial' and earlier.from_at >= counts_since
        then (n.volume - before.volume) / nullif(before.volume, 0)
    end
  from unnest(periods) as part
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  inner join counted as n on n.place = part.place + 1
  inner join counted as before on part.place = before.place and n.depth = before.depth
  order by part.begins_on, n.depth;
end;
$$;

comment on function public.referral_revenue(jsonb, text, text) is
'What users who were brought by others traded per cycle, and were charged, by level: level 1 are all whom somebody brought, so its numbers are those of the programme, each trade once; of these level 2 are the users above whom there are two, level 3 three. Levels are parts of each other: they are never added, nor to what the platform has in all. commissions_usd_minor: what of the fees went to whoever brought them. variation, filter, cycle and time_zone: as transaction_stats. '
'Needs fees.manage. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-10-01T00:00:00Z"}, "cycle": "month", "time_zone": "UTC"}';

revoke all on function public.referral_revenue(jsonb, text, text) from public, anon, service_role;
grant execute on function public.referral_revenue(jsonb, text, text) to authenticated;
