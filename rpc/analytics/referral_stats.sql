create or replace function public.referral_stats(
  filter jsonb default '{}',
  cycle text default 'custom',
  time_zone text default null
)
returns table (
  begins_on date, from_at timestamptz, to_at timestamptz, state text,
  new_referrers bigint, new_referrals bigint, new_level_2 bigint, new_level_3 bigint,
  referrers_total bigint, referrals_total bigint, level_2_total bigint, level_3_total bigint,
  referrers_variation numeric, referrals_variation numeric
)
language plpgsql
stable
security definer -- definer: whoever sees numbers need not view the users
rows 30
set search_path = ''
as $$
declare
  wanted constant private.trade_filter := jsonb_populate_record(null::private.trade_filter, private.read_filter(
    filter, '{"from": "time", "to": "time", "domain_ids": "uuids", "cycle_id": "uuid"}'
  ));
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_trade_window(wanted, time_zone);
  periods constant private.activity_period [] := array(select p from private.trade_cycles(reported, cycle) as p);
  counts_since constant timestamptz := private.counts_since(tenants);
begin
  return query
  with counted as materialized (
    select n.* from private.count_referrals(tenants, private.period_marks(periods)) as n
  ), listed as (
    select
      span.place, array_agg(coalesce(n.people, 0) order by level.depth) as fresh,
      array_agg((
        select coalesce(sum(earlier.people), 0)::bigint from counted as earlier
        where earlier.level = level.depth and earlier.place <= span.place
      ) order by level.depth) as total
    from generate_series(1, cardinality(periods)) as span (place)
    cross join generate_series(0, 3) as level (depth)
    left join counted as n on span.place = n.place and level.depth = n.level
    group by span.place
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state, n.fresh[1], n.fresh[2], n.fresh[3], n.fresh[4],
    n.total[1], n.total[2], n.total[3], n.total[4],
    case when compared.is_fair then (n.fresh[1] - before.fresh[1])::numeric / nullif(before.fresh[1], 0) end,
    case when compared.is_fair then (n.fresh[2] - before.fresh[2])::numeric / nullif(before.fresh[2], 0) end
  from unnest(periods) as part
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  inner join listed as n on n.place = part.place + 1
  inner join listed as before on part.place = before.place
  cross join lateral (select part.state <> 'partial' and earlier.from_at >= counts_since as is_fair) as compared
  order by part.begins_on;
end;
$$;

comment on function public.referral_stats(jsonb, text, text) is
'Referrals per cycle: users who brought somebody for the first time (new_referrers), users who were brought (new_referrals), and who thereby came to stand below two or three others (new_level_2, new_level_3); the totals are all up to the end of the cycle, and never decrease. variation: the change of the new ones against the equal period before. filter: from, to, cycle_id and domain_ids; cycle and time_zone: as transaction_stats. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "cycle": "month", "time_zone": "UTC"}';

revoke all on function public.referral_stats(jsonb, text, text) from public, anon, service_role;
grant execute on function public.referral_stats(jsonb, text, text) to authenticated;
