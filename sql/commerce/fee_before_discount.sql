-- requires: sql/commerce/fee_terms.sql sql/commerce/round_half_even.sql
create or replace function private.fee_before_discount(terms private.fee_terms, fee_minor numeric, asset text)
returns numeric
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  -- A limit holds before the discount and after it, so nothing came off.
  if terms.limit_asset = asset and fee_minor in (terms.min_minor, terms.max_minor) then
    return fee_minor;
  end if;
  -- With so many digits that what is rounded here is never as near as a half.
  return private.round_half_even(fee_minor * 1000000.000000000000 / (1000000 - coalesce(terms.discount_ppm, 0)));
end;
$$;

comment on function private.fee_before_discount(private.fee_terms, numeric, text) is
'What a charged fee was before the discount of its terms, in the same minor units.';
revoke all on function private.fee_before_discount(private.fee_terms, numeric, text)
from public, anon, authenticated, service_role;
