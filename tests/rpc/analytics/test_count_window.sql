-- Of a window, blocks count its whole days and facts the days in which it begins and ends; each of this domain alone.
-- row: R02 R26
begin;
select plan(6);

delete from private.block_people;
delete from private.block_counts;
delete from private.day_facts;
-- People by their numbers. In each block of a day a set of one; the last one of them in another chunk.
create function pg_temp.people(numbers integer []) returns bit(4096) language sql as $$
  select bit_or(set_bit(repeat('0', 4096)::bit(4096), n, 1)) from unnest(numbers) as n
$$;
insert into private.block_people (domain_id, level, block, chunk, sets)
select tests.domain(b.site), b.level, b.block, b.chunk, p.are || p.are || p.are || p.are || p.are || p.are || p.are
from (values
  ('abtasty.com', 0, date '2026-03-03' - date '2000-01-01', 0, '{1}'::integer []), ('abtasty.com', 0, date '2026-03-04' - date '2000-01-01', 0, '{9,8,7}'),
  ('abtasty.com', 0, date '2026-03-03' - date '2000-01-01', 1, '{1,5}'), ('abtasty.com', 5, date '2026-03-03' - date '2000-01-01', 0, '{11,12}'),
  ('toto.example', 0, date '2026-03-03' - date '2000-01-01', 0, '{21,22,23,24}')
) as b (site, level, block, chunk, numbers)
cross join lateral pg_temp.people(b.numbers) as p (are);
insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
select b.domain_id, b.level, b.block, n.of, n.of, n.of
from (select distinct p.domain_id, p.level, p.block from private.block_people as p) as b
cross join lateral (select case when b.domain_id <> tests.domain('abtasty.com') then 1000 when b.level > 0 then 2000 when b.block % 2 = 0 then 5 else 3 end) as n (of);
-- At midnight and at noon of each day: whom the blocks know, 4097 of the second chunk among them, and whom not.
insert into private.day_facts (domain_id, day, happened_at, numbers, flags, conversations, scored_at, scored_ids, rubrics, scores, involved, resolved)
select tests.domain(f.site), f.day, array[f.day at time zone 'UTC', (f.day + interval '12 hours') at time zone 'UTC', (f.day + interval '12 hours') at time zone 'UTC'], f.numbers,
  '{255,255,255}', array[f.of, f.of, f.of], '{}', '{}', '{}', '{}', array[f.of, f.of, f.of], array[f.of, f.of, f.of]
from (values
  ('abtasty.com', timestamp '2026-03-02', '{31,1,4097}'::integer [], 10::smallint), ('abtasty.com', '2026-03-03', '{1,4097,4101}', 7), ('abtasty.com', '2026-03-04', '{32,33,4101}', 20),
  ('abtasty.com', '2026-03-05', '{50,51,52}', 400), ('toto.example', '2026-03-02', '{61,62,63}', 500), ('toto.example', '2026-03-04', '{61,62,63}', 500)
) as f (site, day, numbers, of);
create function pg_temp.count(from_at timestamptz, to_at timestamptz) returns text language sql as $$
  select concat_ws(' ', c.displayed, c.reached, c.conversations, c.involved, c.resolved) from private.count_window(tests.domain('abtasty.com'), from_at, to_at) as c
$$;

select is(pg_temp.count('2026-03-03Z', '2026-03-04Z'), '3 3 5 5 5', 'a day is its block');
select is(pg_temp.count('2026-03-02 12:00Z', '2026-03-04Z'), '3 3 25 25 25', 'with a part of the one before');
select is(pg_temp.count('2026-03-02Z', '2026-03-02 12:00Z'), '1 1 10 10 10', 'a part alone, until before its end');
select is(pg_temp.count('2026-03-03Z', '2026-03-04 12:00Z'), '4 4 25 25 25', 'with a part of the one after');
select is(pg_temp.count('2026-03-02 12:00Z', '2026-03-04 12:00:01Z'), '5 5 85 85 85', 'or with both');
select is(pg_temp.count('2026-03-07Z', '2026-03-08Z'), '0 0 0 0 0', 'of nothing there is nothing');

select * from finish();
rollback;
