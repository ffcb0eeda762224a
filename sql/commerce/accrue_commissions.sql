-- requires: sql/commerce/commission_accruals.sql sql/commerce/referral_terms.sql sql/commerce/split_fee.sql
create or replace function private.accrue_commissions(charge public.fee_charges)
returns setof public.commission_accruals
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  referral constant record := private.referral_terms(charge.domain_id, charge.platform_user_id, charge.occurred_at);
  terms constant private.commission_term [] := private.commission_terms(
    referral.programme, referral.referrers, charge.occurred_at
  );
  amounts constant numeric [] := private.split_fee(charge.fee_minor, charge.gross_minor, terms);
  accrual public.commission_accruals := jsonb_populate_record(null::public.commission_accruals, to_jsonb(charge));
begin
  accrual.programme_id := (referral.programme).id;
  accrual.claimable_at := charge.occurred_at + make_interval(days => (referral.programme).hold_days);
  accrual.created_at := now();
  accrual.updated_at := now();
  for place in 1..cardinality(terms) loop
    accrual.id := private.new_id();
    accrual.level := terms[place].level;
    accrual.beneficiary_id := terms[place].beneficiary_id;
    accrual.rule_id := terms[place].rule_id;
    accrual.rate_ppm := terms[place].rate_ppm;
    accrual.base_minor := case terms[place].base when 'fee_gross' then charge.gross_minor else charge.fee_minor end;
    accrual.amount_minor := amounts[place];
    accrual.usd_minor := coalesce(div(charge.usd_minor * amounts[place], nullif(charge.fee_minor, 0)), 0);
    accrual.state := case terms[place].reason when 'BENEFICIARY_DELETED' then 'void' else 'accrued' end;
    accrual.reason := coalesce(
      terms[place].reason,
      case when amounts[place] < floor(accrual.base_minor * accrual.rate_ppm * 0.000001) then 'FEE_USED_UP' end
    );
    return next accrual;
  end loop;
end;
$$;

comment on function private.accrue_commissions(public.fee_charges) is
'What each level that brought the trader earns by a charge, as it is to be stored.';
revoke all on function private.accrue_commissions(public.fee_charges) from public, anon, authenticated, service_role;
