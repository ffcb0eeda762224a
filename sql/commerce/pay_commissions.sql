-- requires: sql/commerce/commission_accruals.sql
create or replace function private.pay_commissions(domain_id uuid, beneficiary_id uuid, idempotency_key text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  with due as (
    select a.domain_id, a.id, a.asset, a.amount_minor, a.usd_minor from public.commission_accruals as a
    where a.domain_id = pay_commissions.domain_id and a.beneficiary_id = pay_commissions.beneficiary_id
      and a.state = 'accrued' and a.claimable_at <= now() and a.amount_minor > 0
    order by a.id
    for update
  ),
  paid as (
    insert into public.commission_payouts as p (
      domain_id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key
    )
    select
      pay_commissions.domain_id, pay_commissions.beneficiary_id, d.asset, sum(d.amount_minor), sum(d.usd_minor),
      pay_commissions.idempotency_key
    from due as d
    group by d.asset
    returning p.id, p.asset
  )
  update public.commission_accruals as a set state = 'claimed', payout_id = paid.id, updated_at = now()
  from due
  inner join paid on due.asset = paid.asset
  where a.domain_id = due.domain_id and a.id = due.id;
end;
$$;

comment on function private.pay_commissions(uuid, uuid, text) is
'Pays out what a user can claim now: a payout for each asset, which the commissions then name.';
revoke all on function private.pay_commissions(uuid, uuid, text) from public, anon, authenticated, service_role;
