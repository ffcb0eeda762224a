-- What a window is made of: whole hours and the parts beside them, buckets, the days at its edges, and who was active in each period, of one domain.
-- row: R01 R02 R26
begin;
select plan(28);

create temporary table sites as select tests.domain('abtasty.com') as here, tests.domain('cooking.example') as there;
create function pg_temp.pieces(from_at timestamptz, to_at timestamptz, noted integer []) returns text language sql as $$
  select string_agg(concat_ws(' ', p.level, p.block, to_char(p.begins_at at time zone 'UTC', 'HH24:MI-'), to_char(p.ends_at at time zone 'UTC', 'HH24:MI')), ', ' order by p.begins_at nulls first, p.block)
  from private.hour_pieces(from_at, to_at, noted) as p
$$;
select is(pg_temp.pieces('2000-01-01 00:15Z', '2000-01-01 00:45Z', '{}'), '00:15- 00:45', 'within an hour nothing is whole');
select is(pg_temp.pieces('2000-01-01 00:15Z', '2000-01-01 01:45Z', '{}'), '00:15- 01:00, 01:00- 01:45', 'two parts of hours');
select is(pg_temp.pieces('2000-01-01 00:15Z', '2000-01-01 04:00Z', '{}'), '0 1, 1 1, 00:15- 01:00', 'a part, and whole hours');
select is(pg_temp.pieces('2000-01-01 02:00Z', '2000-01-01 04:30Z', '{1,4}'), '1 1, 04:00- 04:30', 'hours noted outside are nothing');
select is(pg_temp.pieces('2000-01-01 02:00Z', '2000-01-01 06:00Z', '{1,3,4,6}'), '0 2, 0 5, 03:00- 05:00', 'those within are read');
select results_eq(
  $$select b.starts_on::text, (extract(epoch from b.ends_at - b.begins_at) / 3600)::integer from private.topic_buckets('2026-03-02 12:00Z', '2026-03-04 00:00Z', 'day', 'UTC') as b$$,
  $$values ('2026-03-02', 12), ('2026-03-03', 24)$$, 'days of a window, none that begins where it ends'
);
select is(private.first_whole_day('2026-03-02 10:00Z', 'UTC'), timestamptz '2026-03-03Z', 'the first whole day after a time of day');
select is(private.first_whole_day('2026-03-02 23:00Z', 'Europe/Paris'), timestamptz '2026-03-02 23:00Z', 'and that which begins then, in its zone');
select results_eq(
  $$select private.bucket_state(now() + t.later::interval) from unnest('{1 microsecond,0,-7 days 1 microsecond,-7 days}'::text []) as t (later)$$,
  $$values ('partial'), ('provisional'), ('provisional'), ('final')$$, 'what is not over is partial, and final a week later'
);
select is(private.metric_tile(3, 2, true), '{"value": 3, "previous": 2, "delta": 1, "variation": 0.50000000000000000000}', 'a change relative to before');
select is(private.metric_tile(3, 2, false) -> 'variation', 'null', 'where the two are comparable');
select is(private.count_deciles('{0,9.9,10,99,100}'), '{2,1,0,0,0,0,0,0,0,2}', 'scores by tens');

-- Hours of topics: the number of an hour is that of a longer block, too.
delete from private.topic_blocks;
delete from private.dirty_topics;
insert into private.topic_blocks (domain_id, level, block, topic_id, conversations, classified)
select d.id, b.level, b.block, md5('parts')::uuid, b.talks, 0
from sites as s cross join lateral (values (s.here), (s.there)) as d (id) cross join (values (0, 1, 1), (0, 2, 2), (0, 3, 4), (1, 1, 8), (9, 1, 16)) as b (level, block, talks);
create function pg_temp.talks(from_at timestamptz, to_at timestamptz) returns text language sql as $$
  select string_agg(c.conversations::text, ', ') from sites as s cross join lateral private.count_topic_blocks(array[s.here], from_at, to_at, null, 'UTC') as c
$$;
select is(pg_temp.talks('2000-01-01 01:00Z', '2000-01-01 02:00Z'), '1', 'topics of one hour');
select is(pg_temp.talks('2000-01-01 02:00Z', '2000-01-01 04:00Z'), '8', 'two hours are one block');

-- Ann is active in the whole days, Ben and Cai at the edges of Paris days, Dee elsewhere; whoever only saw the widget is not.
create function pg_temp.person(number integer) returns bit language sql as $$ select set_bit(repeat('0', 4096)::bit(4096), number, 1) $$;
delete from private.block_people;
delete from private.day_facts;
insert into private.block_people (domain_id, level, block, chunk, sets, active)
select b.domain_id, b.level, date '2026-03-03' - date '2000-01-01' + b.later, b.chunk, repeat('0', 28672)::bit(28672),
  case when b.number is null then o.nobody else pg_temp.person(b.number) end
from sites as s cross join lateral (values
  (s.here, 0, 0, 0, 1), (s.here, 0, 0, 1, null), (s.here, 8, 0, 2, 5), (s.here, 0, 2, 0, 6), (s.there, 0, 0, 3, 7)
) as b (domain_id, level, later, chunk, number) cross join (select repeat('0', 4096)::bit(4096) as nobody) as o;
insert into private.day_facts (domain_id, day, happened_at, numbers, flags, conversations, scored_at, scored_ids, rubrics, scores)
select f.domain_id, f.day::date, f.at::timestamptz [], f.numbers, f.flags, array_fill(0::smallint, array[cardinality(f.numbers)]), '{}', '{}', '{}', '{}'
from sites as s cross join lateral (values
  (s.here, '2026-03-02', array['2026-03-02 22:59:59.999999Z', '2026-03-02 23:00Z', '2026-03-02 23:30Z'], '{2,3,4}'::integer [], '{256,256,255}'::smallint []),
  (s.here, '2026-03-04', array['2026-03-04 22:59:59.999999Z', '2026-03-04 23:00Z'], '{8,9}', '{256,256}'),
  (s.here, '2026-03-05', array['2026-03-05 12:00Z'], '{10}', '{256}'), (s.there, '2026-03-02', array['2026-03-02 23:10Z'], '{11}', '{256}')
) as f (domain_id, day, at, numbers, flags);
create function pg_temp.active() returns text language sql as $$
  select string_agg(concat_ws(' ', d.site_domain, a.place, a.chunk, (select string_agg(n::text, '+') from generate_series(0, 20) as n where get_bit(a.people, n) = 1)), ', ' order by a.place, a.chunk)
  from sites as s cross join lateral private.active_sets(array[s.here], '{2026-03-02 23:00Z,2026-03-03 23:00Z,2026-03-04 23:00Z}', 'Europe/Paris') as a
  inner join public.domains as d on a.domain_id = d.id
$$;
select is(pg_temp.active(), 'abtasty.com 0 0 2, abtasty.com 1 0 3, abtasty.com 2 0 8', 'at the edges who was active between two midnights');
insert into private.day_facts (domain_id, day, happened_at, numbers, flags, conversations, scored_at, scored_ids, rubrics, scores)
select s.here, '2026-03-03', array[timestamptz '2026-03-03 22:00Z', '2026-03-03 23:00Z'], '{1,12}', '{256,256}', '{0,0}', '{}', '{}', '{}', '{}' from sites as s;
select is(pg_temp.active(), 'abtasty.com 0 0 2, abtasty.com 1 0 1+3, abtasty.com 2 0 8+12', 'and of the day between, before and after its midnight');
select is(
  (
    select string_agg(concat_ws(' ', a.place, a.chunk, (select string_agg(n::text, '+') from generate_series(0, 20) as n where get_bit(a.people, n) = 1)), ', ' order by a.place)
    from sites as s cross join lateral private.active_sets(array[s.here], '{2026-03-02 23:00Z,2026-03-05 23:00Z}', 'Europe/Paris') as a
  ), '0 0 2, 1 0 3+10', 'days that are whole come from their blocks alone'
);
update public.domains as d set stats_valid_from = '2026-03-02 23:00Z' from sites as s where d.id = s.here;
select is(pg_temp.active(), 'abtasty.com 1 0 1+3, abtasty.com 2 0 8+12', 'since the numbers of the domain begin');
create function pg_temp.whole_days() returns text language sql as $$
  select string_agg(concat_ws(' ', a.place, a.chunk, (select string_agg(n::text, '+') from generate_series(0, 20) as n where get_bit(a.people, n) = 1)), ', ' order by a.place, a.chunk)
  from sites as s cross join lateral private.active_sets(array[s.here], '{2026-03-03 00:00Z,2026-03-04 00:00Z}', 'UTC') as a where a.place > 0
$$;
select is(pg_temp.whole_days(), '1 0 1', 'a whole day is its block, without those where nobody was');

-- Who signed up, from the first midnight to the last.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select d.id, md5('parts ' || u.name)::uuid, 'parts ' || u.name, u.at::timestamptz
from sites as s cross join lateral (values (s.here), (s.there)) as d (id)
cross join (values ('early', '1999-03-02 22:59:59.999999Z'), ('first', '1999-03-02 23:00Z'), ('late', '1999-03-03 23:00Z')) as u (name, at);
update public.domains as d set stats_valid_from = null from sites as s where d.id = s.here;
select results_eq(
  $$select s.here = a.domain_id, a.place, a.signed_up::integer from sites as s cross join lateral private.sign_up_sets(array[s.here], '{1999-03-02 23:00Z,1999-03-03 23:00Z}', 'Europe/Paris') as a$$,
  'values (true, 1, 1)', 'who signed up between two midnights'
);
-- Who was brought.
update public.platform_users as u set referrer_id = md5('parts early')::uuid, referred_at = case u.id when md5('parts first')::uuid then timestamptz '1999-03-02Z' else '1999-03-05Z' end
where u.id in (md5('parts first')::uuid, md5('parts late')::uuid);
create function pg_temp.brought() returns text language sql as $$
  select string_agg(concat_ws(' ', r.place, r.level, r.people), ', ' order by r.place, r.level)
  from sites as s cross join lateral private.count_referrals(array[s.here], '{1999-03-01Z,1999-03-04Z,1999-03-06Z}') as r where r.place > 0
$$;
select is(pg_temp.brought(), '1 0 1, 1 1 1, 2 1 1', 'who was brought, and since when somebody brings');
update public.domains as d set stats_valid_from = '1999-03-04Z' from sites as s where d.id = s.here;
select is(pg_temp.brought(), '2 0 1, 2 1 1', 'since the numbers of the domain begin');

-- Whether all is counted.
delete from private.dirty_days;
update private.day_facts as f set ripe_at = now() - interval '1 minute' from sites as s where f.domain_id = s.there;
select ok(private.counted_all(array[s.here]), 'what is ripe in another domain is nothing here') from sites as s;
select ok(not private.counted_all(array[s.there]), 'but there') from sites as s;
insert into private.dirty_days (domain_id, day, cause) select s.here, '2026-03-02', 'events' from sites as s;
select ok(not private.counted_all(array[s.here]), 'nor is all counted where a day is noted') from sites as s;

delete from private.block_scores;
insert into private.block_scores (domain_id, level, block, rubric_version, scored, total, deciles, best_score, best_id, worst_score, worst_id)
select d.id, 0, 1, 1, d.scored, 50, '{}', 50, gen_random_uuid(), 50, gen_random_uuid() from sites as s cross join lateral (values (s.here, 1), (s.there, 2)) as d (id, scored);
update public.domains as d set stats_valid_from = null from sites as s where d.id in (s.here, s.there);
select is((select sum(r.scored) from sites as s cross join lateral private.score_domains(array[s.here], '2000-01-02Z', '2000-01-03Z') as r), 1::numeric, 'scores are those of the domains asked for');
update public.domains as d set stats_valid_from = 'infinity' from sites as s where d.id = s.here;
select is_empty(
  $$select from sites as s cross join lateral private.score_domains(array[s.here], '2000-01-02Z', '2000-01-03Z') as r$$, 'of one whose numbers never begin there are none'
);
select is((select private.count_domains(array[s.here], '2026-03-02 12:00Z', '2026-03-04Z')::text from sites as s), '(0,0,0,0,0,0,0,0,0,0,0)', 'nor persons');

select * from finish();
rollback;
