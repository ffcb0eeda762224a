-- Two of three were brought by somebody who was there before, so there are lines of any length.
insert into public.platform_users (domain_id, id, external_id, status, joined_at)
select
  domain_id,
  md5('trades/user/' || place || '/' || number)::uuid,
  'user-' || number,
  'active',
  timestamptz '2025-11-20 00:00:00+00'
from trade_sizes
cross join lateral generate_series(0, users - 1) as number;

alter table public.platform_users disable trigger user;
update public.platform_users as brought
set
  referrer_id = md5('trades/user/' || sized.place || '/' || (listed.number - 1) / 3)::uuid,
  referred_at = timestamptz '2025-11-20 00:00:00+00' + listed.number::bigint * 7919 % 31536000 * interval '1 second'
from trade_sizes as sized
cross join lateral generate_series(1, sized.users - 1) as listed (number)
where
  listed.number % 3 > 0
  and brought.domain_id = sized.domain_id
  and brought.id = md5('trades/user/' || sized.place || '/' || listed.number)::uuid;
alter table public.platform_users enable trigger user;

insert into public.cohorts (domain_id, id, name, priority)
select
  domain_id,
  md5('trades/cohort/' || place || '/' || number)::uuid,
  'Cohort ' || number,
  number
from trade_sizes
cross join generate_series(1, 3) as number;

insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
select
  sized.domain_id,
  md5('trades/cohort/' || sized.place || '/' || 1 + listed.number % 3)::uuid,
  md5('trades/user/' || sized.place || '/' || listed.number)::uuid,
  tstzrange('2025-11-20 00:00:00+00', null)
from trade_sizes as sized
cross join lateral generate_series(0, sized.users - 1) as listed (number)
where listed.number % 5 = 0;

insert into public.fee_rules (domain_id, id, rate_ppm, starts_at, reason)
select
  domain_id,
  md5('trades/rule/' || place)::uuid,
  10000,
  timestamptz '2025-01-01 00:00:00+00',
  'For measuring'
from trade_sizes;
