-- Each part of the filter alone, on visitors whose visits are known, beside twins for whom the opposite holds.
-- row: R03 R16 R26
begin;
select plan(9);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('narrowed ' || name)::uuid $$;
create function pg_temp.at(hour integer) returns timestamptz language sql immutable as $$ select make_timestamptz(2025, 1, 1, hour, 0, 0, 'UTC') $$;
create temporary view sites as select d.id as domain_id, d.id = it.here as is_here from it cross join lateral unnest(array[here, there]) as d (id);
create temporary table people on commit drop as
select * from (values (2, 'ann', true, false), (4, 'ben', false, false), (6, 'cat', true, true), (8, 'dan', true, false)) as p (hour, name, has_email, is_test);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test, email)
select s.domain_id, pg_temp.id(p.name), pg_temp.at(p.hour), pg_temp.at(p.hour), p.is_test, case when p.has_email = s.is_here then p.name || '@mail.example' end
from sites as s cross join people as p;
-- An hour each, at another time there; Dan has no visit here.
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select s.domain_id, pg_temp.id(p.name), pg_temp.id(p.name), pg_temp.at(p.hour + case when s.is_here then -1 else 8 end), pg_temp.id(p.name),
  pg_temp.at(p.hour + case when s.is_here then 0 else 9 end), false
from sites as s cross join people as p where p.name <> 'dan' or not s.is_here;
-- The names of who is found here, in their order.
create function pg_temp.found(wanted jsonb, after text default null) returns text language sql as $$
  select string_agg(p.name, ', ' order by found.place)
  from it cross join (select (select a.hour from people as a where a.name = after) as hour) as after_it
  cross join lateral private.narrowed_visitors(
    jsonb_populate_record(null::private.engagement_filter, wanted), array[it.here], pg_temp.at(after_it.hour), pg_temp.id(after), it.here, null
  ) with ordinality as found (domain_id, id, account_id, last_seen_at, place)
  inner join people as p on pg_temp.id(p.name) = found.id and found.domain_id = it.here
$$;

select is(pg_temp.found('{}'), 'dan, ben, ann', 'last seen first, without tests, also who has no visit');
select is(pg_temp.found('{"include_test": true}'), 'dan, cat, ben, ann', 'with tests');
select is(pg_temp.found('{}', 'ben'), 'ann', 'after one of them');
select is(pg_temp.found('{"has_email": true}'), 'dan, ann', 'of whom an address is known');
select is(pg_temp.found('{"has_email": false}'), 'ben', 'of whom none is known');
select is(pg_temp.found('{"from": "2025-01-01T03:30:00Z"}'), 'ben', 'who were still there at a moment, or came later');
select is(pg_temp.found('{"to": "2025-01-01T02:30:00Z"}'), 'ann', 'who came before a moment');
select is(pg_temp.found('{"from": "2025-01-01T02:00:00Z", "to": "2025-01-01T03:00:00Z"}'), 'ann', 'who were there in a while that ends as another one comes');
select is(pg_temp.found('{"from": "2025-01-01T11:00:00Z", "to": "2025-01-01T12:00:00Z"}'), null, 'nobody in one in which only the twins were there');

select * from finish();
rollback;
