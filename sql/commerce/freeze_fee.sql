-- requires: sql/commerce/find_fee_candidates.sql sql/commerce/pick_fee.sql sql/commerce/explain_fee.sql
-- requires: sql/commerce/referral_terms.sql
create or replace function private.freeze_fee(context private.fee_context, is_whole boolean default false)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  candidates constant private.fee_candidate [] := private.find_fee_candidates(context, is_whole);
  terms private.fee_terms;
begin
  terms := private.pick_fee(
    candidates, (private.referral_terms(context.domain_id, context.platform_user_id, context.at)).discount_ppm
  );
  if terms.rule_id is null then
    return null;
  end if;
  return jsonb_build_object(
    'at', context.at, 'rule_id', terms.rule_id, 'promotion_id', terms.promotion_id, 'rate_ppm', terms.rate_ppm,
    'discount_ppm', terms.discount_ppm, 'min_minor', terms.min_minor, 'max_minor', terms.max_minor,
    'limit_asset', terms.limit_asset, 'candidates', private.explain_fee(candidates, terms)
  );
end;
$$;

comment on function private.freeze_fee(private.fee_context, boolean) is
'The terms of an order as they stand in orders.fee_quote, with every candidate and why it lost; with is_whole also those that hold at other times. Null where the platform has no fee at that time.';
revoke all on function private.freeze_fee(private.fee_context, boolean) from public, anon, authenticated, service_role;
