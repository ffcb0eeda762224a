-- What the trading platform charges: twice for everybody, and less for some orders, some people and at one weekend.
insert into public.fee_rules (
  domain_id, id, kind, rate_ppm, order_type, provider, cohort_id, platform_user_id, starts_at, ends_at, reason, created_at, updated_at
)
select
  domains.id as domain_id,
  md5('fee_rule/' || demo.reason)::uuid as id,
  demo.kind,
  demo.rate_ppm,
  demo.order_type,
  demo.provider,
  cohorts.id as cohort_id,
  platform_users.id as platform_user_id,
  demo.starts_at,
  demo.ends_at,
  demo.reason,
  demo.starts_at as created_at,
  coalesce(demo.ends_at, demo.starts_at) as updated_at
from (
  values
    ('rule', 12000, null, null, null, null, timestamptz '2026-01-01 00:00:00+00', timestamptz '2026-07-01 00:00:00+00', 'The first fee'),
    ('rule', 10000, null, null, null, null, timestamptz '2026-07-01 00:00:00+00', null, 'As the others charge'),
    ('rule', 7500, 'dca', null, null, null, timestamptz '2026-07-01 00:00:00+00', null, 'Regular buyers pay less'),
    ('rule', 5000, null, 'pump.fun', null, null, timestamptz '2026-07-01 00:00:00+00', null, 'The agreement with Pump.fun'),
    ('rule', 3000, 'dca', 'pump.fun', 'PROMO2025', null, timestamptz '2026-08-01 00:00:00+00', null, 'As the code promised'),
    ('rule', 8000, null, null, null, 'user-1001', timestamptz '2026-09-01 00:00:00+00', null, 'A large trader'),
    ('promotion', 2000, 'limit', null, null, null, timestamptz '2026-11-14 00:00:00+00', timestamptz '2026-11-16 00:00:00+00', 'A weekend of limit orders')
) as demo (kind, rate_ppm, order_type, provider, cohort, external_id, starts_at, ends_at, reason)
inner join public.domains on domains.site_domain = 'cooking.example'
left join public.cohorts on domains.id = cohorts.domain_id and demo.cohort = cohorts.name
left join public.platform_users on domains.id = platform_users.domain_id and demo.external_id = platform_users.external_id
on conflict (domain_id, id) do nothing;
