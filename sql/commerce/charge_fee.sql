-- requires: sql/commerce/fee_terms.sql sql/commerce/fee_charge.sql
-- requires: sql/commerce/round_half_even.sql sql/platform/bad_input.sql
create or replace function private.charge_fee(
  terms private.fee_terms,
  value_minor numeric,
  asset text,
  commissions_ppm integer [] default '{}'
)
returns private.fee_charge
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  -- Exact until it is rounded, once: multiplied, as a division of a long number would round before.
  gross constant numeric := value_minor * terms.rate_ppm * 0.000001;
  discounted constant numeric := gross * (1000000 - terms.discount_ppm) * 0.000001;
  -- Limits in something else are none.
  least_minor constant numeric := case when terms.limit_asset = asset then terms.min_minor end;
  most_minor constant numeric := case when terms.limit_asset = asset then terms.max_minor end;
  charge private.fee_charge;
begin
  charge.gross_minor := private.round_half_even(least(greatest(least(gross, most_minor), least_minor), value_minor));
  charge.fee_minor := private.round_half_even(
    least(greatest(least(discounted, most_minor), least_minor), value_minor)
  );
  charge.discount_minor := charge.gross_minor - charge.fee_minor;
  charge.limited_by := case
    when greatest(discounted, least_minor) > value_minor then 'order_value'
    when least_minor > discounted then 'minimum'
    when most_minor < discounted then 'maximum'
  end;
  -- What rounding leaves over is the platform's, so the parts always make the whole.
  charge.commissions_minor := array(
    select floor(charge.fee_minor * c.ppm * 0.000001)
    from unnest(commissions_ppm) with ordinality as c (ppm, place)
    order by c.place
  );
  charge.platform_net_minor := charge.fee_minor
  - coalesce((select sum(c.minor) from unnest(charge.commissions_minor) as c (minor)), 0);
  if charge.platform_net_minor < 0 then
    perform private.bad_input('commissions_ppm', 'are more than the fee');
  end if;
  return charge;
end;
$$;

comment on function private.charge_fee(private.fee_terms, numeric, text, integer []) is
'The fee of an order of that value, in minor units of the asset: rate, discount, minimum and maximum where they are in the same asset, never more than the order''s value, rounded half to even; and its parts, commissions rounded down and the rest the platform''s. Raises 22023 where the commissions are more than the fee.';
revoke all on function private.charge_fee(private.fee_terms, numeric, text, integer [])
from public, anon, authenticated, service_role;
