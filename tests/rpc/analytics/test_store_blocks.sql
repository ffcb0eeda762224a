-- Blocks are made of the days named, of one domain: each person in the sets that its flags name, longer ones of both halves.
-- row: R01 R02
begin;
select plan(8);

delete from private.block_people;
delete from private.block_counts;
delete from private.block_scores;
delete from private.day_facts;
create function pg_temp.day(number integer) returns date language sql immutable as $$ select date '2000-01-01' + number $$;
-- Nine persons a day, each with one flag; the scored conversation is as good as the day is late.
create function pg_temp.fact(site text, number integer, first integer) returns void language sql as $$
  insert into private.day_facts (
    domain_id, day, happened_at, numbers, flags, conversations, involved, resolved, scored_at, scored_ids, rubrics, scores
  )
  select
    tests.domain(site), pg_temp.day(number), array_agg(pg_temp.day(number)::timestamp at time zone 'UTC'), array_agg(first + n),
    array_agg(1 << n), array_agg(1), array_agg(n % 2), array_agg(n % 3), array[(pg_temp.day(number) + time '12:00') at time zone 'UTC'],
    array[md5(site || number)::uuid], '{1}', array[number % 100]
  from generate_series(0, 8) as n
$$;
select
  pg_temp.fact('abtasty.com', 9600, 0), pg_temp.fact('abtasty.com', 9601, 9), pg_temp.fact('abtasty.com', 9602, 18),
  pg_temp.fact('toto.example', 9600, 30), pg_temp.fact('toto.example', 9601, 40);
create function pg_temp.sets(site text, at_level integer) returns text language sql as $$
  select string_agg(p.block || ': ' || (
    select string_agg((
      select string_agg(n::text, ' ' order by n) from generate_series(0, 60) as n where get_bit(s.bits, n) = 1
    ), ', ' order by s.place)
    from (
      select k as place, substring(p.sets from 1 + 4096 * k for 4096) as bits from generate_series(0, 6) as k
      union all
      select 7, p.active
    ) as s
  ), '; ' order by p.block)
  from private.block_people as p where p.domain_id = tests.domain(site) and p.level = at_level
$$;
create function pg_temp.sums(at_level integer) returns text language sql as $$
  select string_agg(concat_ws(' ', d.site_domain, c.block, c.conversations, c.involved, c.resolved), '; ' order by d.site_domain, c.block)
  from private.block_counts as c inner join public.domains as d on c.domain_id = d.id where c.level = at_level
$$;
create function pg_temp.scores(at_level integer) returns text language sql as $$
  select string_agg(concat_ws(' ', d.site_domain, s.block, s.scored, s.total, s.worst_score, s.best_score), '; ' order by d.site_domain, s.block)
  from private.block_scores as s inner join public.domains as d on s.domain_id = d.id where s.level = at_level
$$;

select private.store_day_blocks(tests.domain('abtasty.com'), array[pg_temp.day(9601)]);
select is(pg_temp.sets('abtasty.com', 0), '9601: 9, 10, 11, 12, 13, 14, 16, 17', 'each person is in the set of its flag, on the day named');
select is(pg_temp.sums(0), 'abtasty.com 9601 9 4 9', 'with the conversations of the day');
select is(pg_temp.scores(0), 'abtasty.com 9601 1 1 1 1', 'and its scores');

select private.store_day_blocks(tests.domain('abtasty.com'), array[pg_temp.day(9600), pg_temp.day(9602)]);
select private.store_day_blocks(tests.domain('toto.example'), array[pg_temp.day(9600), pg_temp.day(9601)]);
-- What a much longer block holds has the number of a day here.
insert into private.block_people (domain_id, level, block, chunk, sets, active)
select p.domain_id, 15, p.block, p.chunk, ~p.sets, ~p.active
from private.block_people as p where p.level = 0;
insert into private.block_counts select c.domain_id, 15, c.block, 1000, 1000, 1000 from private.block_counts as c where c.level = 0;
insert into private.block_scores
select s.domain_id, 15, s.block, s.rubric_version, 1000, 1000, s.deciles, 100, s.best_id, 0, s.worst_id from private.block_scores as s where s.level = 0;
select private.join_blocks(tests.domain('abtasty.com'), array[pg_temp.day(9600)]);
select is(pg_temp.sets('abtasty.com', 1), '4800: 0 9, 1 10, 2 11, 3 12, 4 13, 5 14, 7 16, 8 17', 'two days are one block of two days');
select is(pg_temp.sums(1), 'abtasty.com 4800 18 8 18', 'their conversations are added up');
select is(pg_temp.scores(1), 'abtasty.com 4800 2 1 0 1', 'and their scores');
select results_eq(
  'select c.level::integer, c.block, c.conversations from private.block_counts as c where c.level between 1 and 14 order by 1',
  'select n, 9600 >> n, 18::bigint from generate_series(1, 9) as n', 'and so on up to the longest, of what was made before'
);
select results_eq(
  'select p.level::integer, p.block from private.block_people as p where p.level between 1 and 14 order by 1',
  'select s.level::integer, s.block from private.block_scores as s where s.level between 1 and 14 order by 1', 'of persons and scores too'
);

select * from finish();
rollback;
