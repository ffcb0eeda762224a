-- Each rule that was considered has the verdict that it deserves, whatever else would be true of it, too.
-- row: C13 C33 C34
begin;
select plan(3);

create function pg_temp.rule(n integer) returns uuid language sql as $$ select ('30000000-0000-4000-8000-00000000000' || n)::uuid $$;
create function pg_temp.verdicts(rule_id uuid, promotion_id uuid) returns text language sql as $$
  select string_agg(right(told.one ->> 'rule_id', 1) || ' ' || (told.one ->> 'verdict'), ', ' order by told.one ->> 'rule_id')
  from jsonb_array_elements(private.explain_fee(
    array(
      select row(pg_temp.rule(c.n), c.kind, '{}', c.specificity, c.priority, c.rate, null, null, null, '2026-01-01', null, c.is_valid)::private.fee_candidate
      from (values
        (1, 'rule', 8, 1, 100, false), (2, 'rule', 8, 2, 100, true), (3, 'rule', 8, 3, 100, true), (4, 'rule', 0, null, 100, true),
        (5, 'promotion', 0, null, 50, true), (6, 'promotion', 8, null, 60, true), (7, 'promotion', 0, null, 40, false)
      ) as c (n, kind, specificity, priority, rate, is_valid)
    ),
    jsonb_populate_record(null::private.fee_terms, jsonb_build_object('rule_id', verdicts.rule_id, 'specificity', 8, 'promotion_id', verdicts.promotion_id))
  )) as told (one)
$$;

select is(
  pg_temp.verdicts(pg_temp.rule(2), pg_temp.rule(5)),
  '1 not_valid, 2 won, 3 cohort_priority, 4 less_specific, 5 lowers, 6 not_lowest, 7 not_valid', 'a promotion lowers the rule'
);
select is(
  pg_temp.verdicts(pg_temp.rule(2), null),
  '1 not_valid, 2 won, 3 cohort_priority, 4 less_specific, 5 not_lower, 6 not_lower, 7 not_valid', 'none does'
);
select is(private.explain_fee('{}', null), '[]', 'without candidates there is nothing to say');

select * from finish();
rollback;
