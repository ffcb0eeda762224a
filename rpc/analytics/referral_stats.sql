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
  with counted as (
    select
      n.place, sum(n.people) filter (where n.level = 0) as hosts, sum(n.people) filter (where n.level = 1) as one,
      sum(n.people) filter (where n.level = 2) as two, sum(n.people) filter (where n.level = 3) as three
    from private.count_referrals(tenants, private.period_marks(periods)) as n
    group by n.place
  ), listed as (
    select
      part.*, lag(part.from_at) over earlier as earlier_from_at, coalesce(n.hosts, 0) as hosts, coalesce(n.one, 0) as one,
      coalesce(n.two, 0) as two, coalesce(n.three, 0) as three, lag(n.hosts) over earlier as hosts_before,
      lag(n.one) over earlier as one_before, coalesce(sum(n.hosts) over earlier, 0) as hosts_total,
      coalesce(sum(n.one) over earlier, 0) as one_total, coalesce(sum(n.two) over earlier, 0) as two_total,
      coalesce(sum(n.three) over earlier, 0) as three_total
    from generate_series(0, cardinality(periods)) as span (place)
    left join unnest(periods) as part on span.place = part.place + 1
    left join counted as n on span.place = n.place
    window earlier as (order by span.place)
  )
  select
    l.begins_on, l.from_at, l.to_at, l.state, l.hosts::bigint, l.one::bigint, l.two::bigint, l.three::bigint,
    l.hosts_total::bigint, l.one_total::bigint, l.two_total::bigint, l.three_total::bigint,
    case when compared.is_fair then (l.hosts - l.hosts_before) / nullif(l.hosts_before, 0) end,
    case when compared.is_fair then (l.one - l.one_before) / nullif(l.one_before, 0) end
  from listed as l
  cross join lateral (select l.state <> 'partial' and l.earlier_from_at >= counts_since as is_fair) as compared
  where l.place > 0
  order by l.begins_on;
end;
$$;

comment on function public.referral_stats(jsonb, text, text) is
'Referrals per cycle: users who brought somebody for the first time (new_referrers), users who were brought (new_referrals), and who thereby came to stand below two or three others (new_level_2, new_level_3); the totals are all up to the end of the cycle, and never decrease. variation: the change of the new ones against the equal period before. filter: from, to, cycle_id and domain_ids; cycle and time_zone: as transaction_stats. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "cycle": "month", "time_zone": "UTC"}';

revoke all on function public.referral_stats(jsonb, text, text) from public, anon, service_role;
grant execute on function public.referral_stats(jsonb, text, text) to authenticated;
