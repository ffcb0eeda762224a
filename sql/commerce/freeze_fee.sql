-- requires: sql/commerce/find_fee_candidates.sql sql/commerce/pick_fee.sql sql/commerce/tell_fee.sql
-- requires: sql/commerce/referral_terms.sql
create or replace function private.freeze_fee(context private.fee_context)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  candidates constant private.fee_candidate [] := private.find_fee_candidates(context);
  terms constant private.fee_terms := private.pick_fee(
    candidates, (private.referral_terms(context.domain_id, context.platform_user_id, context.at)).discount_ppm
  );
begin
  return case when terms.rule_id is not null then private.tell_fee(context.at, candidates, terms) end;
end;
$$;

comment on function private.freeze_fee(private.fee_context) is
'The terms of an order as they stand in orders.fee_quote. Null where the platform has no fee at that time.';
revoke all on function private.freeze_fee(private.fee_context) from public, anon, authenticated, service_role;
