-- requires: sql/commerce/commission_accruals.sql
create or replace function private.share_charge(charge public.fee_charges)
returns public.fee_charges
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  -- What was claimed of a fee that turned out lower is more than it: then the platform keeps nothing.
  select
    least(charge.fee_minor, coalesce(sum(a.amount_minor), 0)),
    least(coalesce(charge.usd_minor, 0), coalesce(sum(a.usd_minor), 0))
  into charge.commission_minor, charge.commission_usd_minor
  from public.commission_accruals as a
  where a.domain_id = charge.domain_id and a.transaction_id = charge.transaction_id and a.state <> 'void';
  charge.platform_net_minor := charge.fee_minor - charge.commission_minor;
  return charge;
end;
$$;

comment on function private.share_charge(public.fee_charges) is
'The charge, split by what is earned by it: the commissions, and the rest the platform''s.';
revoke all on function private.share_charge(public.fee_charges) from public, anon, authenticated, service_role;
