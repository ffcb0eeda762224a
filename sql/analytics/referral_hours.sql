-- requires: sql/analytics/counted_referrals.sql sql/analytics/hour_number.sql
-- A line of two or three counts in the latest hour of theirs, and somebody brought for the first time where the earliest
-- of whoever was brought does. So besides its own hour a change moves only later ones: of the lines that end or begin here,
-- and of whoever the same one brought next.
create or replace function private.referral_hours(
  domain_id uuid,
  platform_user_id uuid,
  referrer_id uuid,
  referred_at timestamptz
)
returns setof integer
language plpgsql
stable
security invoker
rows 2
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  select floor(private.hour_number(moment.at))::integer
  from (
    select referral_hours.referred_at as at
    union all
    select above.referred_at from private.counted_referrals as above
    where
      above.domain_id = referral_hours.domain_id and above.platform_user_id = referral_hours.referrer_id
      and above.referred_at > referral_hours.referred_at
    union all
    select below.referred_at from private.counted_referrals as below
    where
      below.domain_id = referral_hours.domain_id and below.ancestor_id = referral_hours.platform_user_id
      and below.referred_at > referral_hours.referred_at
    union all
    (
      select next.referred_at from private.counted_referrals as next
      where
        next.domain_id = referral_hours.domain_id and next.ancestor_id = referral_hours.referrer_id and next.level = 1
        and next.referred_at > referral_hours.referred_at
      order by next.referred_at
      limit 1
    )
  ) as moment
  group by 1;
end;
$$;

comment on function private.referral_hours(uuid, uuid, uuid, timestamptz) is
'The hours (since 2000-01-01 UTC) whose numbers of referrals change where a user comes to be, or no longer is, one who was brought by referrer_id at this time.';

revoke all on function private.referral_hours(uuid, uuid, uuid, timestamptz)
from public, anon, authenticated, service_role;
