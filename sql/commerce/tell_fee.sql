-- requires: sql/commerce/explain_fee.sql
create or replace function private.tell_fee(
  at timestamptz,
  candidates private.fee_candidate [],
  terms private.fee_terms
)
returns jsonb
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'at', at, 'rule_id', terms.rule_id, 'promotion_id', terms.promotion_id, 'rate_ppm', terms.rate_ppm,
    'discount_ppm', terms.discount_ppm, 'min_minor', terms.min_minor, 'max_minor', terms.max_minor,
    'limit_asset', terms.limit_asset, 'candidates', private.explain_fee(candidates, terms)
  );
end;
$$;

comment on function private.tell_fee(timestamptz, private.fee_candidate [], private.fee_terms) is
'The terms of an order as they stand in orders.fee_quote, with every candidate and why it lost.';
revoke all on function private.tell_fee(timestamptz, private.fee_candidate [], private.fee_terms)
from public, anon, authenticated, service_role;
