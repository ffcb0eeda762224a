-- What had no fee, as the platform had none then, would not have got one by another rule either.
-- row: C13
begin;
select plan(2);

create function pg_temp.found() returns bigint language sql as $$
  select count(*) from private.simulate_charges(
    jsonb_populate_record(null::public.fee_rules, jsonb_build_object('domain_id', tests.domain('cooking.example'), 'kind', 'rule', 'rate_ppm', 100)),
    '-infinity', 'infinity'
  )
$$;
select is(pg_temp.found(), (select count(*) from public.fee_charges as c where c.domain_id = tests.domain('cooking.example')), 'all that had a fee');
update public.fee_charges as c set rule_id = null, rate_ppm = null
where c.transaction_id = (
  select t.transaction_id from public.fee_charges as t where t.domain_id = tests.domain('cooking.example') order by t.transaction_id limit 1
) and c.domain_id = tests.domain('cooking.example');
select is(pg_temp.found(), (select count(*) - 1 from public.fee_charges as c where c.domain_id = tests.domain('cooking.example')), 'and nothing else');

select * from finish();
rollback;
