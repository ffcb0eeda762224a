-- A day is split where one of the client's time zone begins. Its halves are blocks, which a window takes that begins or ends there.
-- row: R01 R02
begin;
select plan(30);

create temporary table sites as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
grant select on sites to public;

select is(private.midnight_within('2026-03-02', 'Europe/Paris'), timestamptz '2026-03-02 23:00Z', 'in Paris it is late');
select is(private.midnight_within('2026-03-29', 'Europe/Paris'), timestamptz '2026-03-29 22:00Z', 'an hour earlier from the change of clocks');
select is(private.midnight_within('2026-03-02', 'America/Argentina/Buenos_Aires'), timestamptz '2026-03-02 03:00Z', 'in Buenos Aires early');
select is(private.midnight_within('2026-03-02', 'Pacific/Kiritimati'), timestamptz '2026-03-02 10:00Z', 'fourteen hours before, the day after');
select is(private.midnight_within('2026-03-02', 'UTC'), null, 'a day of UTC begins with its own');
select is(private.midnight_within('2026-03-02', 'Europe/London'), null, 'and so does one of London in winter');

-- The zone of a domain is what its client prefers.
create function pg_temp.prefer(domain uuid, zone text) returns void language sql as $$
  insert into public.org_prefs (org_id, key, value)
  select d.client_id, 'report_time_zone', to_jsonb(zone) from public.domains as d where d.id = domain
  on conflict (org_id, key) do update set value = excluded.value
$$;
delete from public.org_prefs;
select is((select private.domain_time_zone(s.here) from sites as s), 'UTC', 'without a preference it is UTC');
update public.preference_keys set default_value = '"Asia/Tokyo"' where key = 'report_time_zone';
select is((select private.domain_time_zone(s.here) from sites as s), 'Asia/Tokyo', 'or what holds for everybody');
select pg_temp.prefer(s.here, 'Europe/Paris'), pg_temp.prefer(s.there, 'Pacific/Kiritimati') from sites as s;
insert into public.org_prefs (org_id, key, value)
select d.client_id, k.key, '"Europe/Rome"' from sites as s inner join public.domains as d on s.here = d.id
cross join lateral (select p.key from public.preference_keys as p where p.key <> 'report_time_zone' order by p.key limit 1) as k;
select is((select private.domain_time_zone(s.here) from sites as s), 'Europe/Paris', 'else what the client prefers');
select is((select private.domain_time_zone(s.there) from sites as s), 'Pacific/Kiritimati', 'another client something else');
select is(private.domain_time_zone(gen_random_uuid()), 'Asia/Tokyo', 'a domain that is gone has no client');
select pg_temp.prefer(s.there, 'Nowhere') from sites as s;
select is((select private.domain_time_zone(s.there) from sites as s), 'UTC', 'what is no zone is UTC: counting must not fail');

-- Each person has one flag: before midnight in Paris 1 is shown the widget, 2 talks; from then on 1 talks, 4098 is active.
delete from private.block_people;
delete from private.block_counts;
delete from private.block_scores;
delete from private.day_facts;
delete from private.person_numbers;
insert into private.person_numbers (domain_id, person_id, number)
select s.here, md5('split ' || n)::uuid, n from sites as s cross join (values (1), (2), (4098)) as p (n);
create function pg_temp.fact(number integer, at timestamptz, flags integer, talks integer) returns private.person_fact language sql as $$
  select row(md5('split ' || number)::uuid, at, flags, talks, talks * 10, talks * 100, null)::private.person_fact
$$;
select private.store_day_facts(s.here, '{2026-03-02,2026-03-29}', array[
  pg_temp.fact(1, '2026-03-02 12:00Z', 1, 0), pg_temp.fact(2, '2026-03-02 22:59:59.999999Z', 2, 1),
  pg_temp.fact(1, '2026-03-02 23:00Z', 2, 2), pg_temp.fact(4098, '2026-03-02 23:30Z', 256, 4),
  pg_temp.fact(1, '2026-03-29 12:00Z', 1, 8)
]) from sites as s;
select results_eq(
  'select f.day, f.split_at from private.day_facts as f order by 1',
  $$values (date '2026-03-02', timestamptz '2026-03-02 23:00Z'), ('2026-03-29', '2026-03-29 22:00Z')$$,
  'a day that is counted is split at midnight of the client'
);
create function pg_temp.sets() returns table (level integer, day date, half integer, people text) language sql as $$
  select
    p.level, date '2000-01-01' + case when p.level < 0 then p.block / 2 else p.block end, case when p.level < 0 then p.block % 2 end,
    string_agg((
      select string_agg(concat_ws(' ', p.chunk * 4096 + n, case when get_bit(p.active, n) = 1 then 'active' end,
        (select string_agg(k::text, '+' order by k) from generate_series(0, 6) as k where get_bit(p.sets, 4096 * k + n) = 1)), ', ' order by n)
      from generate_series(0, 9) as n where position('1' in p.active::text) > 0 and get_bit(p.active, n) = 1
        or exists (select from generate_series(0, 6) as k where get_bit(p.sets, 4096 * k + n) = 1)
    ), ', ' order by p.chunk)
  from private.block_people as p group by 1, 2, 3 order by 2, 1 desc, 3
$$;
create function pg_temp.sums() returns table (level integer, day date, half integer, sums text) language sql as $$
  select
    c.level, date '2000-01-01' + case when c.level < 0 then c.block / 2 else c.block end, case when c.level < 0 then c.block % 2 end,
    concat_ws(' ', c.conversations, c.involved, c.resolved)
  from private.block_counts as c order by 2, 1 desc, 3
$$;
select private.store_day_blocks(s.here, '{2026-03-02}') from sites as s;
select results_eq(
  'select * from pg_temp.sets()',
  $$values
    (0, date '2026-03-02', null, '1 0+1, 2 1, 4098 active'), (-1, '2026-03-02', 0, '1 0, 2 1'), (-1, '2026-03-02', 1, '1 1, 4098 active')$$,
  'halves are blocks, and the day is both'
);
select results_eq(
  'select * from pg_temp.sums()',
  $$values (0, date '2026-03-02', null::integer, '7 70 700'), (-1, '2026-03-02', 0, '1 10 100'), (-1, '2026-03-02', 1, '6 60 600')$$,
  'so are their conversations'
);

-- What stands in another domain under the same numbers stays, and so do the halves of other days.
insert into private.block_people (domain_id, level, block, chunk, sets, active)
select s.there, p.level, p.block, p.chunk, p.sets, p.active from sites as s, private.block_people as p;
insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
select s.there, c.level, c.block, 1000, 1000, 1000 from sites as s, private.block_counts as c;
select private.store_day_blocks(s.here, '{2026-03-29}') from sites as s;
delete from private.day_facts as f where f.day = '2026-03-02';
select private.store_day_facts(s.here, '{2026-03-02}', array[pg_temp.fact(2, '2026-03-02 23:00Z', 4, 1)]) from sites as s;
select private.store_day_blocks(s.here, '{2026-03-02}') from sites as s;
create temporary table kept as
select p.domain_id, p.level, p.block, p.chunk from private.block_people as p inner join sites as s on p.domain_id = s.there;
delete from private.block_people as p using sites as s where p.domain_id = s.there;
select results_eq(
  'select * from pg_temp.sets()',
  $$values
    (0, date '2026-03-02', null, '2 2'), (-1, '2026-03-02', 1, '2 2'), (0, '2026-03-29', null, '1 0'), (-1, '2026-03-29', 0, '1 0')$$,
  'a day that is made anew has new halves, and no others'
);
select is((select count(*) from kept), 5::bigint, 'those of the other domain stay');
select results_eq(
  'select c.level, c.day, c.half, c.sums from pg_temp.sums() as c where c.sums not like $$1000%$$',
  $$values
    (0, date '2026-03-02', null::integer, '1 10 100'), (-1, '2026-03-02', 1, '1 10 100'), (0, '2026-03-29', null, '8 80 800'), (-1, '2026-03-29', 0, '8 80 800')$$,
  'and its sums are new'
);
select is((select count(*) from pg_temp.sums() as c where c.sums = '1000 1000 1000'), 3::bigint, 'not those of the other domain');
update private.day_facts set split_at = null where day = '2026-03-02';
select private.store_day_blocks(s.here, '{2026-03-02}') from sites as s;
select results_eq(
  $$select c.level, c.half, c.people from pg_temp.sets() as c where c.day = '2026-03-02'$$, $$values (0, null::integer, '2 2')$$,
  'a day that is not split any more has none'
);

-- A window takes the halves where it begins and ends, whatever the facts say.
create function pg_temp.block(domain uuid, level integer, block integer, number integer) returns void language sql as $$
  insert into private.block_people (domain_id, level, block, chunk, sets)
  select domain, level, block, number >> 12, b.it || b.it || b.it || b.it || b.it || b.it || b.it
  from (select set_bit(repeat('0', 4096)::bit(4096), number & 4095, 1) as it) as b;
  insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
  values (domain, level, block, number, number, number)
$$;
create function pg_temp.facts(domain uuid, day date, split_at timestamptz, number integer) returns void language sql as $$
  insert into private.day_facts (
    domain_id, day, split_at, happened_at, numbers, flags, conversations, involved, resolved, scored_at, scored_ids, rubrics, scores
  )
  select domain, day, split_at, array[(day + time '06:00') at time zone 'UTC', (day + time '23:30') at time zone 'UTC'], array[number, number + 1], '{255,255}', '{1000,2000}',
    '{1000,2000}', '{1000,2000}', '{}', '{}', '{}', '{}'
$$;
delete from private.block_people;
delete from private.block_counts;
delete from private.day_facts;
create function pg_temp.number(day date) returns integer language sql as $$ select day - date '2000-01-01' $$;
select
  pg_temp.block(s.here, -1, 2 * pg_temp.number('2026-03-02'), 1), pg_temp.block(s.here, -1, 2 * pg_temp.number('2026-03-02') + 1, 2),
  pg_temp.block(s.here, 0, pg_temp.number('2026-03-03'), 4), pg_temp.block(s.here, -1, 2 * pg_temp.number('2026-03-04'), 8),
  pg_temp.block(s.here, -1, 2 * pg_temp.number('2026-03-04') + 1, 16), pg_temp.block(s.here, -1, 2 * pg_temp.number('2026-03-03'), 32),
  pg_temp.block(s.there, -1, 2 * pg_temp.number('2026-03-02') + 1, 64),
  pg_temp.facts(s.here, '2026-03-02', '2026-03-02 23:00Z', 100), pg_temp.facts(s.here, '2026-03-03', '2026-03-03 23:00Z', 200),
  pg_temp.facts(s.here, '2026-03-04', '2026-03-04 23:00Z', 300), pg_temp.facts(s.there, '2026-03-02', '2026-03-02 22:00Z', 400),
  pg_temp.facts(s.there, '2026-03-04', '2026-03-04 22:00Z', 400)
from sites as s;
create function pg_temp.counted(from_at timestamptz, to_at timestamptz) returns text language sql as $$
  select concat_ws(' ', c.displayed, c.booked_or_conversed, c.conversations, c.involved, c.resolved)
  from sites as s cross join lateral private.count_window(s.here, from_at, to_at) as c
$$;
select is(pg_temp.counted('2026-03-02 23:00Z', '2026-03-04 23:00Z'), '3 3 14 14 14', 'from midnight to midnight: both halves, and the day between');
select is(pg_temp.counted('2026-03-02 23:00Z', '2026-03-04Z'), '2 2 6 6 6', 'to the end of a day: a half, and what is whole');
select is(pg_temp.counted('2026-03-02Z', '2026-03-02 23:00Z'), '1 1 1 1 1', 'the first half alone');
select is(pg_temp.counted('2026-03-02 23:00Z', '2026-03-03Z'), '1 1 2 2 2', 'the second half alone');
select is(pg_temp.counted('2026-03-02 23:00Z', '2026-03-02 23:45Z'), '1 1 2000 2000 2000', 'less than that: its facts');
select is(pg_temp.counted('2026-03-02 05:00Z', '2026-03-02 23:00Z'), '1 1 1000 1000 1000', 'until then, from within the day: facts');
select is(pg_temp.counted('2026-03-02 23:00Z', '2026-03-04 22:00Z'), '3 3 1006 1006 1006', 'where only its beginning is midnight: a half, and facts');
select is(pg_temp.counted('2026-03-02 22:00Z', '2026-03-04 23:00Z'), '3 3 2012 2012 2012', 'where only its end is');
select is(pg_temp.counted('2026-03-02 22:00Z', '2026-03-04 22:00Z'), '3 3 3004 3004 3004', 'in another zone: facts');
select is(pg_temp.counted('2026-03-02 23:00Z', '2026-03-03 23:00Z'), '2 2 34 34 34', 'a day of the zone is two halves');

select * from finish();
rollback;
