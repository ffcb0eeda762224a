-- One programme on each platform, from before the first trade, and what its three levels earn.
insert into public.referral_programmes (domain_id, id, name, status, live_during, created_at)
select
  domain_id,
  md5('trades/programme/' || place)::uuid,
  'Bring a trader',
  'live',
  '{["2025-11-20 00:00:00+00",)}',
  timestamptz '2025-11-20 00:00:00+00'
from trade_sizes;

insert into public.commission_rules (domain_id, id, programme_id, level, rate_ppm, starts_at, reason)
select
  sized.domain_id,
  md5('trades/commission/' || sized.place || '/' || promised.level)::uuid,
  md5('trades/programme/' || sized.place)::uuid,
  promised.level,
  promised.rate_ppm,
  timestamptz '2025-11-20 00:00:00+00',
  'For measuring'
from trade_sizes as sized
cross join (values (1, 300000), (2, 30000), (3, 20000)) as promised (level, rate_ppm);

-- Who is above each user, and from when on: as soon as the whole line up to there was known.
create temporary table trade_lines as
with recursive line as (
  select
    one.domain_id, one.id as platform_user_id, 1 as level, one.referrer_id as beneficiary_id, one.referred_at as since
  from public.platform_users as one
  inner join trade_sizes on one.domain_id = trade_sizes.domain_id
  where one.referrer_id is not null
  union all
  select
    line.domain_id, line.platform_user_id, line.level + 1, upper.referrer_id, greatest(line.since, upper.referred_at)
  from line
  inner join public.platform_users as upper on line.domain_id = upper.domain_id and line.beneficiary_id = upper.id
  where line.level < 3 and upper.referrer_id is not null
)
select line.*, rule.id as rule_id, rule.programme_id, rule.rate_ppm
from line
inner join public.commission_rules as rule on line.domain_id = rule.domain_id and line.level = rule.level;
analyze trade_lines;
