-- Longer blocks of topics and trades are made of both halves, of one domain and length, and others stay as they are.
-- row: R01 R02
begin;
select plan(6);

delete from private.topic_blocks;
delete from private.trade_blocks;
-- Hours of one domain, hours of the other, an hour far from them, and a very long block with the number of an hour.
create temporary table hours as
select tests.domain(h.site) as domain_id, h.level, h.block, h.number
from (values
  ('abtasty.com', 0, 9600, 1), ('abtasty.com', 0, 9601, 2), ('abtasty.com', 0, 400000, 4), ('abtasty.com', 12, 9600, 100), ('abtasty.com', 12, 9601, 100),
  ('toto.example', 0, 9600, 10), ('toto.example', 0, 9601, 10), ('toto.example', 1, 4800, 7), ('abtasty.com', 1, 4800, 50), ('abtasty.com', 1, 77, 9),
  ('abtasty.com', 9, 4800, 3)
) as h (site, level, block, number);
insert into private.topic_blocks (domain_id, level, block, topic_id, conversations, classified)
select h.domain_id, h.level, h.block, md5('topic')::uuid, h.number, 2 * h.number from hours as h;
insert into private.trade_blocks (domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced)
select h.domain_id, h.level, h.block, 'all', '', '{48}', array[h.number], array[h.number], array[h.number], array[h.number], array[h.number],
  array[h.number], array[h.number] from hours as h;
create function pg_temp.topics(at_level integer) returns text language sql as $$
  select string_agg(concat_ws(' ', d.site_domain, t.block, t.conversations, t.classified), ', ' order by d.site_domain, t.block)
  from private.topic_blocks as t inner join public.domains as d on t.domain_id = d.id where t.level = at_level
$$;
create function pg_temp.trades(at_level integer) returns text language sql as $$
  select string_agg(concat_ws(
    ' ', d.site_domain, t.block, t.trades[1], t.volumes[1], t.amounts[1], t.fees[1], t.nets[1], t.waivers[1], t.unpriced[1], cardinality(t.cells)
  ), ', ' order by d.site_domain, t.block)
  from private.trade_blocks as t inner join public.domains as d on t.domain_id = d.id where t.level = at_level
$$;

select private.join_topic_blocks(tests.domain('abtasty.com'), '{9600}');
select is(pg_temp.topics(1), 'abtasty.com 77 9 18, abtasty.com 4800 3 6, toto.example 4800 7 14', 'two hours of topics are one block, in the place of the old one');
select is(pg_temp.topics(9), 'abtasty.com 18 3 6, abtasty.com 4800 3 6', 'and so on up to the longest');
select is(pg_temp.topics(12), 'abtasty.com 9600 100 200, abtasty.com 9601 100 200', 'no longer ones');
select private.join_trade_blocks(tests.domain('abtasty.com'), '{9600}');
select is(
  pg_temp.trades(1), 'abtasty.com 77 9 9 9 9 9 9 9 1, abtasty.com 4800 3 3 3 3 3 3 3 1, toto.example 4800 7 7 7 7 7 7 7 1',
  'two hours of trades are one block, in the place of the old one'
);
select is(pg_temp.trades(9), 'abtasty.com 18 3 3 3 3 3 3 3 1, abtasty.com 4800 3 3 3 3 3 3 3 1', 'and so on up to the longest');
select is(pg_temp.trades(12), 'abtasty.com 9600 100 100 100 100 100 100 100 1, abtasty.com 9601 100 100 100 100 100 100 100 1', 'no longer ones');

select * from finish();
rollback;
