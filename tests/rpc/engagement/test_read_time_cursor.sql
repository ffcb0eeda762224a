-- A cursor is what the list made; one that says a time outside of the calendar is none.
-- row: R16
begin;
select plan(4);

create temporary table place on commit drop as
select timestamptz '2026-03-02 08:00:00.123456+00' as at, gen_random_uuid() as id, gen_random_uuid() as domain_id;
select results_eq(
  $$select read.at, read.id, read.domain_id
  from place cross join lateral private.read_time_cursor('x', private.make_time_cursor('x', place.at, place.id, place.domain_id)) as read$$,
  'select at, id, domain_id from place', 'what was made is read'
);
select is(
  tests.refusal(format('select private.read_time_cursor(''y'', %L)', private.make_time_cursor('x', at, id, domain_id))),
  '22023 INVALID_INPUT', 'not by another list'
)
from place;
select is(
  tests.refusal(format('select private.read_time_cursor(''x'', %L)', 'x.' || repeat('0', 64) || microseconds)),
  '22023 INVALID_INPUT', 'nor ' || microseconds
)
from unnest('{7fffffffffffffff,8000000000000000}'::text []) as microseconds;

select * from finish();
rollback;
