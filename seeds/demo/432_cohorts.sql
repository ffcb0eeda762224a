-- Three groups of traders; Noah is in two of them, and Ivo has left one.
insert into public.cohorts (domain_id, id, name, priority, kind, created_at, updated_at)
select
  domains.id as domain_id,
  md5('cohort/' || demo.site_domain || demo.name)::uuid as id,
  demo.name,
  demo.priority,
  demo.kind,
  timestamptz '2026-08-01 08:00:00+00' as created_at,
  timestamptz '2026-08-01 08:00:00+00' as updated_at
from (
  values
    ('cooking.example', 'PROMO2025', 10, 'invite_code'),
    ('cooking.example', 'Early traders', 20, 'manual'),
    ('cooking.example', 'Large volume', 30, 'rule'),
    ('toto.example', 'Monthly givers', 10, 'manual')
) as demo (site_domain, name, priority, kind)
inner join public.domains on demo.site_domain = domains.site_domain
on conflict (domain_id, id) do nothing;

insert into public.cohort_members (domain_id, id, cohort_id, platform_user_id, valid, created_at, updated_at)
select
  cohorts.domain_id,
  md5('cohort_member/' || demo.cohort || demo.external_id)::uuid as id,
  cohorts.id as cohort_id,
  platform_users.id as platform_user_id,
  tstzrange(demo.entered, demo.left_at) as valid,
  demo.entered as created_at,
  coalesce(demo.left_at, demo.entered) as updated_at
from (
  values
    ('PROMO2025', 'user-1002', timestamptz '2026-08-11 18:30:00+00', null::timestamptz),
    ('PROMO2025', 'user-1003', timestamptz '2026-08-20 07:45:00+00', null),
    ('Early traders', 'user-1002', timestamptz '2026-09-01 00:00:00+00', null),
    ('Large volume', 'user-1004', timestamptz '2026-09-05 00:00:00+00', timestamptz '2026-10-05 00:00:00+00')
) as demo (cohort, external_id, entered, left_at)
inner join public.cohorts on demo.cohort = cohorts.name
inner join public.platform_users
  on cohorts.domain_id = platform_users.domain_id and demo.external_id = platform_users.external_id
on conflict (domain_id, id) do nothing;
