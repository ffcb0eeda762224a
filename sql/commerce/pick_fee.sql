-- requires: sql/commerce/fee_candidate.sql sql/commerce/fee_terms.sql
-- A rule replaces all less specific ones. Of equally specific ones only the cohort can differ, as two of the same scope
-- never overlap; so the order is total. A promotion may only lower.
create or replace function private.pick_fee(candidates private.fee_candidate [], discount_ppm integer default 0)
returns private.fee_terms
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  winner private.fee_candidate;
  lowest private.fee_candidate;
  one private.fee_candidate;
begin
  foreach one in array candidates loop
    continue when not one.is_valid;
    if one.kind = 'rule' then
      if winner.rule_id is null
        or (-one.specificity, coalesce(one.cohort_priority, 0))
        < (-winner.specificity, coalesce(winner.cohort_priority, 0)) then
        winner := one;
      end if;
    elsif lowest.rule_id is null or (one.rate_ppm, one.rule_id) < (lowest.rate_ppm, lowest.rule_id) then
      lowest := one;
    end if;
  end loop;
  if winner.rule_id is null then
    return null;
  end if;
  if lowest.rate_ppm >= winner.rate_ppm then
    lowest := null;
  end if;
  return row(
    winner.rule_id, winner.specificity, winner.cohort_priority, lowest.rule_id,
    coalesce(lowest.rate_ppm, winner.rate_ppm), discount_ppm,
    winner.min_minor, winner.max_minor, winner.limit_asset
  );
end;
$$;

comment on function private.pick_fee(private.fee_candidate [], integer) is
'The terms that follow from the candidates: the most specific rule, of equally specific ones that of the cohort with the lowest priority, lowered by the lowest promotion. Null where no rule holds.';
revoke all on function private.pick_fee(private.fee_candidate [], integer)
from public, anon, authenticated, service_role;
