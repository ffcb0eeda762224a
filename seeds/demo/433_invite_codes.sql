-- A code of a cohort, one by which a trader brings others, and one that has ended.
insert into public.invite_codes (
  domain_id, id, code, cohort_id, owner_user_id, slots_total, slots_used, starts_at, ends_at, created_at, updated_at
)
select
  domains.id as domain_id,
  md5('invite_code/' || demo.code)::uuid as id,
  demo.code,
  cohorts.id as cohort_id,
  platform_users.id as owner_user_id,
  demo.slots_total,
  demo.slots_used,
  demo.starts_at,
  demo.ends_at,
  demo.starts_at as created_at,
  demo.starts_at as updated_at
from (
  values
    ('PROMO2025', 'PROMO2025', null, 50, 2, timestamptz '2026-08-10 08:00:00+00', null::timestamptz),
    ('Trade-With-1', null, 'user-1001', 25, 0, timestamptz '2026-08-15 08:00:00+00', null),
    ('BETA_2026', 'Early traders', null, 10, 0, timestamptz '2026-08-01 08:00:00+00', '2026-09-01 08:00:00+00')
) as demo (code, cohort, owner_user, slots_total, slots_used, starts_at, ends_at)
inner join public.domains on domains.site_domain = 'cooking.example'
left join public.cohorts on domains.id = cohorts.domain_id and demo.cohort = cohorts.name
left join public.platform_users
  on domains.id = platform_users.domain_id and demo.owner_user = platform_users.external_id
on conflict (domain_id, id) do nothing;

insert into public.invite_redemptions (domain_id, id, invite_code_id, platform_user_id, redeemed_at)
select
  invite_codes.domain_id,
  md5('invite_redemption/' || demo.code || demo.external_id)::uuid as id,
  invite_codes.id as invite_code_id,
  platform_users.id as platform_user_id,
  demo.redeemed_at
from (
  values
    ('PROMO2025', 'user-1002', timestamptz '2026-08-11 18:30:00+00'),
    ('PROMO2025', 'user-1003', timestamptz '2026-08-20 07:45:00+00')
) as demo (code, external_id, redeemed_at)
inner join public.invite_codes on demo.code = invite_codes.code
inner join public.platform_users
  on invite_codes.domain_id = platform_users.domain_id and demo.external_id = platform_users.external_id
on conflict (domain_id, id) do nothing;
