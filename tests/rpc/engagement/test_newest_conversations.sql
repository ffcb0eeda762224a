-- The newest conversations of a period, page by page, with tests or without; of the sites asked for alone.
-- row: R05 R16 R26
begin;
select plan(6);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there, md5('newest visitor')::uuid as visitor;
create function pg_temp.at(hour integer) returns timestamptz language sql immutable as $$ select make_timestamptz(2025, 1, 1, hour, 0, 0, 'UTC') $$;
create temporary view sites as select d.id as domain_id, it.visitor from it cross join lateral unnest(array[here, there]) as d (id);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select s.domain_id, s.visitor, now(), now(), false from sites as s;
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select s.domain_id, s.visitor, s.visitor, now(), s.visitor, now(), false from sites as s;
-- Every third is a test.
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id)
select s.domain_id, md5('newest ' || hour)::uuid, s.visitor, s.visitor, case hour % 3 when 0 then 'staging' else 'production' end, 'widget', pg_temp.at(hour), s.visitor
from sites as s cross join generate_series(1, 6) as hour;
create function pg_temp.found(from_hour integer, to_hour integer, with_tests boolean, after integer, page_size integer) returns text language sql as $$
  select string_agg(extract(hour from found.started_at at time zone 'UTC')::text, ' ' order by found.place)
  from it cross join lateral private.newest_conversations(
    array[it.here], pg_temp.at(from_hour), pg_temp.at(to_hour), with_tests, pg_temp.at(after), md5('newest ' || after)::uuid, it.here, page_size
  ) with ordinality as found (domain_id, id, visitor_id, started_at, place)
  where found.visitor_id = it.visitor and found.domain_id = it.here
$$;

select is(pg_temp.found(null, null, false, null, null), '5 4 2 1', 'newest first, without tests');
select is(pg_temp.found(null, null, true, null, null), '6 5 4 3 2 1', 'with tests');
select is(pg_temp.found(3, null, true, null, null), '6 5 4 3', 'from a moment on');
select is(pg_temp.found(null, 3, true, null, null), '2 1', 'before a moment');
select is(pg_temp.found(2, 6, true, 5, 2), '4 3', 'a page after the one that ended with the fifth');
select is(pg_temp.found(2, 6, false, 4, 2), '2', 'and the last page');

select * from finish();
rollback;
