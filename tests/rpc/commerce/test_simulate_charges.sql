-- A promotion that is simulated stands in for the one of the same scope; a rule leaves promotions alone.
-- row: C12
begin;
select plan(5);

create temporary table charged on commit drop as
select c.domain_id, c.transaction_id, c.order_type, c.occurred_at from public.fee_charges as c
where c.rate_ppm is not null and c.order_type is not null order by c.transaction_id limit 1;
-- It was charged 1 %, beside a promotion of its order type at 0.2 % and one for everybody at 0.9 %.
update public.fee_charges as c set order_id = null, explain = jsonb_build_object('terms', jsonb_build_object('candidates', jsonb_build_array(
  jsonb_build_object('kind', 'rule', 'scope', '{}'::jsonb, 'specificity', 0, 'cohort_priority', 0, 'rate_ppm', 10000, 'verdict', 'won'),
  jsonb_build_object('kind', 'promotion', 'scope', jsonb_build_object('order_type', o.order_type), 'rate_ppm', 2000, 'verdict', 'lost'),
  jsonb_build_object('kind', 'promotion', 'scope', '{}'::jsonb, 'rate_ppm', 9000, 'verdict', 'lost')
)))
from charged as o where c.domain_id = o.domain_id and c.transaction_id = o.transaction_id;

create function pg_temp.simulated(kind text, rate_ppm integer, is_of_type boolean) returns integer [] language sql as $$
  select array_agg(s.simulated_ppm)
  from charged as o
  cross join lateral jsonb_populate_record(null::public.fee_rules, jsonb_build_object(
    'domain_id', o.domain_id, 'kind', kind, 'rate_ppm', rate_ppm, 'order_type', case when is_of_type then o.order_type end
  )) as rule
  cross join lateral private.simulate_charges(rule, o.occurred_at, o.occurred_at + interval '1 microsecond')
    as s (transaction_id, order_id, volume, usd, rate, simulated_ppm, discount)
  where s.transaction_id = o.transaction_id
$$;
select is(pg_temp.simulated('promotion', 5000, true), '{5000}', 'a promotion of the same scope takes the place of the one that was');
select is(pg_temp.simulated('promotion', 5000, false), '{2000}', 'one of another scope stands beside it');
select is(pg_temp.simulated('rule', 5000, true), '{2000}', 'a rule of that scope leaves it');
select is(pg_temp.simulated('rule', 1000, true), '{1000}', 'and is what is paid where it is less');
update public.fee_charges as c set rate_ppm = null, rule_id = null from charged as o where c.domain_id = o.domain_id and c.transaction_id = o.transaction_id;
select is(pg_temp.simulated('rule', 1000, true), null, 'what no rate was found for would have none');

select * from finish();
rollback;
