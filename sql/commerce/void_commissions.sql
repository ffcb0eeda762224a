-- requires: sql/commerce/share_charge.sql
-- The line stays, so whoever is above still earns; what the user himself would have had is the platform's.
create or replace function private.void_commissions(domain_id uuid, beneficiary_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  trades uuid [];
begin
  with voided as (
    update public.commission_accruals as a set state = 'void', reason = 'BENEFICIARY_DELETED', updated_at = now()
    where a.domain_id = void_commissions.domain_id and a.beneficiary_id = void_commissions.beneficiary_id
      and a.state = 'accrued'
    returning a.transaction_id
  )
  select array_agg(v.transaction_id) into trades from voided as v;
  update public.fee_charges as c
  set (commission_minor, commission_usd_minor, platform_net_minor) = (
    shared.commission_minor, shared.commission_usd_minor, shared.platform_net_minor
  )
  from public.fee_charges as held
  cross join lateral private.share_charge(held) as shared
  where held.domain_id = void_commissions.domain_id and held.transaction_id = any(trades)
    and c.domain_id = held.domain_id and c.id = held.id;
end;
$$;

comment on function private.void_commissions(uuid, uuid) is
'What a deleted user has not claimed is the platform''s.';
revoke all on function private.void_commissions(uuid, uuid) from public, anon, authenticated, service_role;
