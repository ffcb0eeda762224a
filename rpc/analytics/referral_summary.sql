create or replace function public.referral_summary(filter jsonb default '{}', time_zone text default null)
returns table (
  from_at timestamptz, to_at timestamptz, state text, referrers_total bigint, referrers_active bigint,
  referrals_total bigint, codes_redeemed bigint, converted bigint, conversion numeric,
  slots_total bigint, slots_used bigint, code_usage numeric
)
language plpgsql
stable
security definer -- definer: whoever sees numbers need not view the users
rows 1
set search_path = ''
as $$
declare
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
begin
  return query
  select
    reported.from_at, reported.to_at, reported.state, line.referrers, line.active, line.referrals,
    code.redeemed, code.converted, code.converted::numeric / nullif(code.redeemed, 0),
    slot.total, slot.used, slot.used::numeric / nullif(slot.total, 0)
  from (
    select
      count(distinct (brought.domain_id, brought.ancestor_id)) as referrers, count(*) as referrals,
      count(distinct (brought.domain_id, brought.ancestor_id)) filter (where exists (
        select from private.counted_trades as trade
        where
          trade.domain_id = brought.domain_id and trade.platform_user_id = brought.platform_user_id
          and trade.status = 'confirmed'
          and trade.happened_at >= reported.from_at and trade.happened_at < reported.to_at
      )) as active
    from private.counted_referrals as brought
    where brought.domain_id = any(tenants) and brought.level = 1 and brought.referred_at < reported.to_at
  ) as line
  cross join (
    select count(*) as redeemed, count(*) filter (where one.is_converted) as converted
    from private.counted_redemptions as one
    where
      one.domain_id = any(tenants) and one.redeemed_at >= reported.from_at and one.redeemed_at < reported.to_at
  ) as code
  cross join (
    select coalesce(sum(one.slots_total), 0)::bigint as total, coalesce(sum(one.slots_used), 0)::bigint as used
    from public.invite_codes as one
    where one.domain_id = any(tenants)
  ) as slot;
end;
$$;

comment on function public.referral_summary(jsonb, text) is
'The referral programme in one row: users who ever brought somebody up to the end of the window (referrers_total), of them those of whom somebody traded in it (referrers_active), users who were brought (referrals_total), codes redeemed in the window, how many of these were redeemed by referred users who traded for the first time within 30 days (converted; it may still grow) and that as a part (conversion), and the slots of all codes with code_usage (used / total). filter: from, to and domain_ids; time_zone: as transaction_stats. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}}';

revoke all on function public.referral_summary(jsonb, text) from public, anon, service_role;
grant execute on function public.referral_summary(jsonb, text) to authenticated;
