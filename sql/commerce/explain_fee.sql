-- requires: sql/commerce/fee_candidate.sql sql/commerce/fee_terms.sql
create or replace function private.explain_fee(candidates private.fee_candidate [], terms private.fee_terms)
returns jsonb
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'rule_id', c.rule_id, 'kind', c.kind, 'scope', c.scope, 'specificity', c.specificity,
        'cohort_priority', c.cohort_priority, 'rate_ppm', c.rate_ppm, 'starts_at', c.starts_at,
        'ends_at', c.ends_at, 'verdict', case
          when not c.is_valid then 'not_valid'
          when c.rule_id = terms.rule_id then 'won'
          when c.rule_id = terms.promotion_id then 'lowers'
          when c.kind = 'rule' and c.specificity < terms.specificity then 'less_specific'
          when c.kind = 'rule' then 'cohort_priority'
          -- What is charged is the lowest promotion's rate, or else the rule's.
          when terms.promotion_id is null then 'not_lower'
          else 'not_lowest'
        end
      )
      order by c.is_valid desc, c.kind desc, c.specificity desc, c.cohort_priority, c.rate_ppm, c.starts_at, c.rule_id
    )
    from unnest(candidates) as c
  ), '[]');
end;
$$;

comment on function private.explain_fee(private.fee_candidate [], private.fee_terms) is
'Every candidate with its verdict: won; less_specific; cohort_priority, as another cohort of the user comes first; lowers; not_lower or not_lowest of a promotion; not_valid when the order is placed.';
revoke all on function private.explain_fee(private.fee_candidate [], private.fee_terms)
from public, anon, authenticated, service_role;
