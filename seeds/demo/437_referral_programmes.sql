-- Whoever brings traders earns, and those who are brought pay less; one programme runs, another is being prepared.
insert into public.referral_programmes (
  domain_id, id, name, status, discount_ppm, tier_basis, live_during, created_at, updated_at
)
select
  domains.id as domain_id,
  md5('referral_programme/' || demo.name)::uuid as id,
  demo.name,
  demo.status,
  demo.discount_ppm,
  demo.tier_basis,
  demo.live_during,
  timestamptz '2026-08-01 00:00:00+00' as created_at,
  timestamptz '2026-08-01 00:00:00+00' as updated_at
from (
  values
    ('Bring a trader', 'live', 100000, 'level_one', '{["2026-08-01 00:00:00+00",)}'::tstzmultirange),
    ('Bring a crowd', 'draft', 50000, 'network', '{}')
) as demo (name, status, discount_ppm, tier_basis, live_during)
inner join public.domains on domains.site_domain = 'cooking.example'
on conflict (domain_id, id) do nothing;

insert into public.commission_rules (
  domain_id, id, programme_id, cohort_id, platform_user_id, level, min_volume_usd_minor, rate_ppm, bonus_ppm,
  bonus_volume_usd_minor, starts_at, reason, created_at, updated_at
)
select
  domains.id as domain_id,
  md5('commission_rule/' || demo.reason)::uuid as id,
  case when demo.external_id is null and demo.cohort is null then md5('referral_programme/Bring a trader')::uuid end as programme_id,
  cohorts.id as cohort_id,
  platform_users.id as platform_user_id,
  demo.level,
  demo.min_volume_usd_minor,
  demo.rate_ppm,
  demo.bonus_ppm,
  5000000 as bonus_volume_usd_minor,
  timestamptz '2026-08-01 00:00:00+00' as starts_at,
  demo.reason,
  timestamptz '2026-08-01 00:00:00+00' as created_at,
  timestamptz '2026-08-01 00:00:00+00' as updated_at
from (
  values
    (1, 0, 300000, 50000, null, null, 'Whoever brings somebody'),
    (1, 10000000, 350000, 50000, null, null, 'From 100 000 dollars on'),
    (1, 50000000, 400000, 50000, null, null, 'From 500 000 dollars on'),
    (1, 100000000, 450000, 50000, null, null, 'From a million dollars on'),
    (2, 0, 30000, 0, null, null, 'The second level'),
    (3, 0, 20000, 0, null, null, 'The third level'),
    (1, 0, 320000, 0, 'Early traders', null, 'They were first'),
    (2, 0, 40000, 0, null, 'user-1004', 'A known trader')
) as demo (level, min_volume_usd_minor, rate_ppm, bonus_ppm, cohort, external_id, reason)
inner join public.domains on domains.site_domain = 'cooking.example'
left join public.cohorts on domains.id = cohorts.domain_id and demo.cohort = cohorts.name
left join public.platform_users on domains.id = platform_users.domain_id and demo.external_id = platform_users.external_id
on conflict (domain_id, id) do nothing;
