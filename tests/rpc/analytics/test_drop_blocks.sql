-- Blocks are dropped one by one, and a person who is forgotten leaves the others their numbers.
-- row: R02 R27
begin;
select plan(6);

delete from private.block_counts;
insert into private.block_counts (domain_id, level, block, conversations)
select tests.domain(b.site_domain), b.level, b.block, 1
from (values ('abtasty.com', 1, 7), ('abtasty.com', 1, 8), ('abtasty.com', 2, 7), ('toto.example', 1, 7)) as b (site_domain, level, block);
delete from private.block_scores;
insert into private.block_scores (
  domain_id, level, block, rubric_version, scored, total, deciles, best_score, best_id, worst_score, worst_id
)
select c.domain_id, c.level, c.block, 1, 1, 50, '{}', 50, gen_random_uuid(), 50, gen_random_uuid() from private.block_counts as c;
delete from private.block_people;
insert into private.block_people (domain_id, level, block, chunk, sets)
select c.domain_id, c.level, c.block, 0, repeat('0', 28672)::bit(28672) from private.block_counts as c;
select private.drop_blocks(tests.domain('abtasty.com'), 1::smallint, '{7,9}');
select set_eq(
  'select domain_id, level::integer, block from private.block_counts',
  $$values (tests.domain('abtasty.com'), 1, 8), (tests.domain('abtasty.com'), 2, 7), (tests.domain('toto.example'), 1, 7)$$,
  'a block of one domain and level'
);
select set_eq(
  'select domain_id, level, block from private.block_scores', 'select domain_id, level, block from private.block_counts',
  'with what was scored in it'
);
select set_eq(
  'select domain_id, level, block from private.block_people', 'select domain_id, level, block from private.block_counts',
  'and whoever was there'
);

delete from private.person_numbers;
insert into private.person_numbers (domain_id, person_id, number)
select tests.domain(p.site_domain), md5(p.who)::uuid, p.number
from (values ('abtasty.com', 'she', 1), ('abtasty.com', 'her phone', 2), ('abtasty.com', 'he', 3), ('toto.example', 'she', 4)) as p (site_domain, who, number);
create function pg_temp.numbers(site text) returns text language sql as $$
  select string_agg(n.number::text, ' ' order by n.number) from private.person_numbers as n where n.domain_id = tests.domain(site)
$$;
select private.replace_person(tests.domain('abtasty.com'), array[md5('she')::uuid, md5('her phone')::uuid], md5('nobody')::uuid);
select is(pg_temp.numbers('abtasty.com'), '1 3', 'the number of one of them goes on, that of somebody else stays');
select is(pg_temp.numbers('toto.example'), '4', 'and that of the twin');
select is(
  (select number::integer from private.person_numbers where person_id = md5('nobody')::uuid), 1, 'under the name of nobody'
);

select * from finish();
rollback;
