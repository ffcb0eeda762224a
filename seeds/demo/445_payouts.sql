-- What one trader earned by another, claimed.
insert into public.commission_payouts (domain_id, id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key, created_at)
select
  earned.domain_id,
  md5('commission_payout/claim-1')::uuid as id,
  earned.beneficiary_id as platform_user_id,
  earned.asset,
  earned.amount_minor,
  earned.usd_minor,
  'claim-1' as idempotency_key,
  timestamptz '2026-11-14 09:00:00+00' as created_at
from public.commission_accruals as earned
where earned.level = 1 and earned.state = 'accrued' and earned.amount_minor > 0
on conflict (domain_id, id) do nothing;

update public.commission_accruals as earned
set state = 'claimed', payout_id = paid.id
from public.commission_payouts as paid
where
  earned.domain_id = paid.domain_id and earned.beneficiary_id = paid.platform_user_id and earned.asset = paid.asset
  and paid.idempotency_key = 'claim-1' and earned.state = 'accrued';
