-- A window that begins and ends within days: exact to the microsecond, each person once, in whatever chunk, of one domain.
-- row: R01 R02
begin;
select plan(7);

delete from private.block_people;
delete from private.block_counts;
delete from private.day_facts;

create function pg_temp.person(place integer) returns bit language sql as $$
  select set_bit(repeat('0', 4096)::bit(4096), place, 1)
$$;
-- Person 5 was shown the widget and talked on 3 March, and so was 4096 + 7 in the other domain.
insert into private.block_people (domain_id, level, block, chunk, sets)
select
  tests.domain(b.site_domain), 0, date '2026-03-03' - date '2000-01-01', b.chunk, one || one || none || none || none || none || one
from (values ('abtasty.com', 0, 5), ('abtasty.com', 1, 8), ('toto.example', 1, 7)) as b (site_domain, chunk, place)
cross join lateral (select pg_temp.person(b.place) as one, repeat('0', 4096)::bit(4096) as none) as o;
insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
values (tests.domain('abtasty.com'), 0, date '2026-03-03' - date '2000-01-01', 2, 1, 1);

create function pg_temp.facts(site_domain text, day date, moments time [], numbers integer [], flags integer [])
returns void language sql as $$
  insert into private.day_facts (
    domain_id, day, happened_at, numbers, flags, conversations, involved, resolved, scored_at, scored_ids, rubrics, scores
  )
  select
    tests.domain(site_domain), day, array(select (day + m) at time zone 'UTC' from unnest(moments) with ordinality as x (m, n) order by n),
    numbers, flags, (select array_agg(1) from unnest(numbers)), (select array_agg(n % 2) from unnest(numbers) as n),
    (select array_agg(n % 2) from unnest(numbers) as n), '{}', '{}', '{}', '{}'
$$;
select pg_temp.facts(
  'abtasty.com', '2026-03-02', '{11:59:59.999999,12:00,12:00:00.000001,13:00}', '{1,5,4103,4103}', '{511,511,321,255}'
);
select pg_temp.facts('abtasty.com', '2026-03-04', '{11:59:59.999999,12:00}', '{4104,2}', '{511,511}');
select pg_temp.facts('toto.example', '2026-03-02', '{12:00,13:00}', '{20,21}', '{511,511}');

create function pg_temp.counted(from_at timestamptz, to_at timestamptz) returns text language sql as $$
  select n::text from private.count_window(tests.domain('abtasty.com'), from_at, to_at) as n
$$;

select is(
  pg_temp.counted('2026-03-02 12:00+00', '2026-03-04 12:00+00'), '(3,3,3,3,3,3,3,3,6,4,4)',
  'who is at the edges counts once beside the day between, from the first moment of the window to before its end'
);
select is(
  pg_temp.counted('2026-03-02 12:00:00.000001+00', '2026-03-04 12:00+00'), '(3,3,2,2,2,2,3,3,5,3,3)',
  'a microsecond later without whoever came at its beginning'
);
select is(
  pg_temp.counted('2026-03-02 12:00:00.000001+00', '2026-03-04 12:00:00.000001+00'), '(4,4,3,3,3,3,4,4,6,3,3)',
  'a microsecond longer with whoever came at its end'
);
select is(
  pg_temp.counted('2026-03-02 12:00:00.000001+00', '2026-03-02 13:00+00'), '(1,0,0,0,0,0,1,0,1,1,1)',
  'a window within a day has its facts alone'
);
select is(pg_temp.counted('2026-03-03 00:00+00', '2026-03-04 00:00+00'), '(2,2,0,0,0,0,2,2,2,1,1)', 'whole days are their blocks');
select is(pg_temp.counted('2026-03-05 01:00+00', '2026-03-05 02:00+00'), '(0,0,0,0,0,0,0,0,0,0,0)', 'nobody is 0');

-- On 3 April one person is in each set; on 2 April all of them are in all sets, eight others in one each, and one in none.
insert into private.block_people (domain_id, level, block, chunk, sets)
select
  tests.domain('abtasty.com'), 0, date '2026-04-03' - date '2000-01-01', 0,
  pg_temp.person(0) || pg_temp.person(1) || pg_temp.person(2) || pg_temp.person(3) || pg_temp.person(4) || pg_temp.person(5) || pg_temp.person(7);
select pg_temp.facts(
  'abtasty.com', '2026-04-02', array(select time '12:00' + n * interval '1 minute' from generate_series(0, 16) as n),
  '{0,1,2,3,4,5,6,7,10,11,12,13,14,15,16,17,20}', '{255,255,255,255,255,255,255,255,1,2,4,8,16,32,64,128,256}'
);
select is(
  pg_temp.counted('2026-04-02 12:00+00', '2026-04-04 00:00+00'), '(9,9,9,9,9,9,9,9,17,8,8)',
  'in each set who is in it at the edge and not between'
);

select * from finish();
rollback;
