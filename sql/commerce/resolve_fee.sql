-- requires: sql/commerce/find_fee_candidates.sql sql/commerce/pick_fee.sql sql/commerce/referral_terms.sql
create or replace function private.resolve_fee(context private.fee_context)
returns private.fee_terms
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return private.pick_fee(
    private.find_fee_candidates(context),
    (private.referral_terms(context.domain_id, context.platform_user_id, context.at)).discount_ppm
  );
end;
$$;

comment on function private.resolve_fee(private.fee_context) is
'The terms of an order: which rule wins, lowered by a promotion and a discount. Null where the platform has no fee at that time.';
revoke all on function private.resolve_fee(private.fee_context) from public, anon, authenticated, service_role;
