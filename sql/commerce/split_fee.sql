-- requires: sql/commerce/commission_term.sql
create or replace function private.split_fee(fee_minor numeric, gross_minor numeric, terms private.commission_term [])
returns numeric []
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  left_minor numeric := fee_minor;
  amounts numeric [] := '{}';
  one private.commission_term;
  amount numeric;
begin
  foreach one in array terms loop
    -- What rounding leaves over is the platform's. More than the fee is never given: who is nearest comes first.
    amount := least(
      floor(case one.base when 'fee_gross' then gross_minor else fee_minor end * one.rate_ppm * 0.000001), left_minor
    );
    left_minor := left_minor - amount;
    amounts := amounts || amount;
  end loop;
  return amounts;
end;
$$;

comment on function private.split_fee(numeric, numeric, private.commission_term []) is
'What of a fee each level earns, rounded down, together no more than the fee.';
revoke all on function private.split_fee(numeric, numeric, private.commission_term [])
from public, anon, authenticated, service_role;
