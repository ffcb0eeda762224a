-- Two users of a platform were looked at: one was cleared, of one nobody has decided.
insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
select
  platform_users.domain_id,
  platform_users.id as platform_user_id,
  'rules-1' as model_version,
  demo.score,
  demo.reasons::jsonb
from (
  values
    ('user-1001', 70, '[{"signal": "referral_ring", "value": 3, "weight": 70, "at_least": 3}]'),
    ('user-1003', 30, '[{"signal": "shared_wallet", "value": 2, "weight": 30, "at_least": 2}]')
) as demo (external_id, score, reasons)
inner join public.platform_users on demo.external_id = platform_users.external_id
inner join public.domains on platform_users.domain_id = domains.id and domains.site_domain = 'cooking.example'
on conflict do nothing;

insert into public.risk_reviews (domain_id, id, platform_user_id, decision, reason, score, created_at)
select
  platform_users.domain_id,
  md5('risk_review/1')::uuid as id,
  platform_users.id as platform_user_id,
  'cleared' as decision,
  'A household, told by telephone' as reason,
  30 as score,
  timestamptz '2026-11-05 08:00:00+00' as created_at
from public.platform_users
inner join public.domains on platform_users.domain_id = domains.id and domains.site_domain = 'cooking.example'
where platform_users.external_id = 'user-1003'
on conflict do nothing;
