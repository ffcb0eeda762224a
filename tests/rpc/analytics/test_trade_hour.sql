-- In which hour a trade counts.
-- row: C20 C22
begin;
select plan(4);

select is(private.trade_hour('2000-01-01 00:59:59.999Z', '2000-01-02Z'), 0, 'in that in which it happened');
select is(private.trade_hour('2000-01-01 01:00Z', '2000-01-02Z'), 1, 'of which the first instant belongs to it');
select is(private.trade_hour('2000-01-01 02:04Z', '2000-01-01 01:59Z'), 2, 'also where it came up to five minutes earlier');
select is(private.trade_hour('2000-01-01 02:04:00.001Z', '2000-01-01 01:59Z'), 1, 'else in that in which it came');

select * from finish();
rollback;
