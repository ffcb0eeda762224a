-- Time-ordered ids.
begin;
select plan(5);
create temporary table made on commit drop as
select i, private.new_id() as id, clock_timestamp() as at from generate_series(1, 1000) as i;
select is((select count(distinct id) from made), 1000::bigint, 'a thousand ids differ');
select is((select count(*) from made where substr(id::text, 15, 1) = '7'), 1000::bigint, 'version 7');
select is(
  (select count(*) from made where substr(id::text, 20, 1) ~ '[89ab]'),
  1000::bigint, 'the standard variant'
);
select is(
  (select count(*) from made where abs(extract(epoch from at) * 1000
    - ('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint) > 50), 0::bigint, 'the first 48 bits are the time in ms'
);
select ok(perform.later > (select max(id::text)::uuid from made), 'a later one sorts after')
  from (select pg_sleep(0.002), private.new_id() as later) as perform;
select * from finish();
rollback;
