-- What a charged fee was before its discount, which is told nowhere.
-- row: C23
begin;
select plan(10);

create function pg_temp.before(fee_minor numeric, discount_ppm integer, min_minor numeric default null, max_minor numeric default null, asset text default 'USDC')
returns numeric language sql as $$
  select private.fee_before_discount(
    row(null, 0, null, null, 1, before.discount_ppm, before.min_minor, before.max_minor, 'USDC')::private.fee_terms, before.fee_minor, before.asset
  )
$$;

select is(pg_temp.before(22500, 100000), 25000::numeric, '22 500 is 25 000 less 10 %');
select is(pg_temp.before(22500, 0), 22500::numeric, 'without a discount it is the fee');
select is(pg_temp.before(22500, null), 22500::numeric, 'nor where no terms are known');
select is(pg_temp.before(1, 333333), 1::numeric, '1.4999 is one');
select is(pg_temp.before(3, 500000), 6::numeric, 'and 6 is 6');
select is(pg_temp.before(9, 280000), 12::numeric, 'a half goes to the even one, 12.5 down');
select is(pg_temp.before(99999999999999999999999999999999999999, 100000), 111111111111111111111111111111111111110::numeric, 'however long the number');
select is(pg_temp.before(80, 100000, 80, 90), 80::numeric, 'at the minimum nothing came off');
select is(pg_temp.before(90, 100000, 80, 90), 90::numeric, 'nor at the maximum');
select is(pg_temp.before(90, 100000, 80, 90, 'SOL'), 100::numeric, 'which are of an asset');

select * from finish();
rollback;
