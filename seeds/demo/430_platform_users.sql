-- Whoever trades at Cooking, and whoever gives to Toto; one id is in use at both, by different users.
insert into public.platform_users (
  domain_id, id, external_id, tag, tag_chosen_at, email, wallets, referrer_id, referred_at, status, joined_at, told_at, told_by, created_at, updated_at
)
select
  domains.id as domain_id,
  md5('platform_user/' || demo.site_domain || demo.external_id)::uuid as id,
  demo.external_id,
  demo.tag,
  case when demo.has_chosen then demo.joined_at + interval '1 hour' end as tag_chosen_at,
  demo.email,
  demo.wallets,
  md5('platform_user/' || demo.site_domain || demo.referrer)::uuid as referrer_id,
  case when demo.referrer is not null then demo.joined_at end as referred_at,
  demo.status,
  demo.joined_at,
  demo.joined_at as told_at,
  md5(demo.external_id)::uuid as told_by,
  demo.joined_at as created_at,
  demo.joined_at as updated_at
from (
  values
    ('cooking.example', 'user-1001', 'whisker', true, 'mia@wallet.example', '{So1Mia1111}'::text [], null, 'active', timestamptz '2026-08-03 09:00:00+00'),
    ('cooking.example', 'user-1002', 'saucepan', false, 'noah@wallet.example', '{So1Noah1111,So1Noah2222}', 'user-1001', 'active', timestamptz '2026-08-11 18:30:00+00'),
    ('cooking.example', 'user-1003', 'Bain-Marie', true, null, '{So1Lea1111}', 'user-1002', 'active', timestamptz '2026-08-20 07:45:00+00'),
    ('cooking.example', 'user-1004', 'ladle_99', false, 'ivo@wallet.example', '{So1Ivo1111}', null, 'inactive', timestamptz '2026-09-02 12:00:00+00'),
    ('cooking.example', 'user-1005', null, false, 'zoe@wallet.example', '{}', null, 'waitlist', timestamptz '2026-11-01 20:15:00+00'),
    ('toto.example', 'user-1001', 'patitas', false, 'sol@giving.example', '{}', null, 'active', timestamptz '2026-06-14 10:00:00+00'),
    ('toto.example', 'user-1002', null, false, 'luz@giving.example', '{}', null, 'pending', timestamptz '2026-10-30 16:20:00+00')
) as demo (site_domain, external_id, tag, has_chosen, email, wallets, referrer, status, joined_at)
inner join public.domains on demo.site_domain = domains.site_domain
on conflict (domain_id, id) do nothing;
