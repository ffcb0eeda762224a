-- Scores of a window: whole days from their blocks, the edges from their facts, each conversation once, of one domain.
-- row: R01 R02
begin;
select plan(6);

delete from private.block_scores;
delete from private.day_facts;
create function pg_temp.score(site text, at timestamptz[], scores numeric[]) returns void language sql as $$
  insert into private.day_facts (domain_id, day, happened_at, numbers, flags, conversations, scored_at, scored_ids, rubrics, scores, involved, resolved)
  select tests.domain(site), (at[1] at time zone 'UTC')::date, at[:1], '{0}', '{1}', '{1}', at, array(select md5(a::text)::uuid from unnest(at) as a),
    array(select 1 from unnest(at)), scores, '{0}', '{0}'
$$;
select
  pg_temp.score('abtasty.com', '{2026-03-02 11:59:59.999999+00,2026-03-02 12:00+00}', '{1,2}'),
  pg_temp.score('abtasty.com', '{2026-03-03 00:00+00}', '{4}'),
  pg_temp.score('abtasty.com', '{2026-03-04 00:00+00}', '{8}'),
  pg_temp.score('abtasty.com', '{2026-03-05 11:59:59.999999+00,2026-03-05 12:00+00}', '{16,32}'),
  pg_temp.score('toto.example', '{2026-03-02 13:00+00}', '{64}'),
  pg_temp.score('toto.example', '{2026-03-03 13:00+00}', '{64}');
create temporary table days as select array(select d.day::date from generate_series('2026-03-02'::date, '2026-03-05'::date, interval '1 day') as d (day)) as days;
select private.store_day_blocks(tests.domain(s.site), d.days), private.join_blocks(tests.domain(s.site), d.days)
from days as d, (values ('abtasty.com'), ('toto.example')) as s (site);
-- Blocks of other lengths with the same numbers.
insert into private.block_scores
select s.domain_id, 12 + s.level, s.block, s.rubric_version, 100, 50, s.deciles, s.best_score, s.best_id, s.worst_score, s.worst_id
from private.block_scores as s where s.domain_id = tests.domain('abtasty.com');
create function pg_temp.told(from_at timestamptz, to_at timestamptz) returns text language sql as $$
  select concat_ws(' ', sum(s.scored), sum(s.total)) from private.count_scores(tests.domain('abtasty.com'), from_at, to_at) as s
$$;

select is(pg_temp.told('2026-03-02 12:00+00', '2026-03-05 12:00+00'), '4 30', 'from the first moment to before the end');
select is(pg_temp.told('2026-03-02 11:59:59.999999+00', '2026-03-05 12:00:00.000001+00'), '6 63', 'a microsecond more on both sides');
select is(pg_temp.told('2026-03-03 00:00+00', '2026-03-05 00:00+00'), '2 12', 'whole days once');
select is(pg_temp.told('2026-03-03 00:00+00', '2026-03-05 12:00+00'), '3 28', 'from a midnight on');
select is(pg_temp.told('2026-03-02 12:00+00', '2026-03-04 00:00+00'), '2 6', 'up to a midnight');
select is(pg_temp.told('2026-03-02 12:00+00', '2026-03-02 13:00+00'), '1 2', 'within a day');

select * from finish();
rollback;
