-- Each part of the filter alone, on three conversations and one of a test, beside twins for which the opposite holds.
-- row: R05 R16 R26
begin;
select plan(16);

create temporary table it on commit drop as
select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there, tests.domain('cooking.example') as far;
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('narrowed ' || name)::uuid $$;
create function pg_temp.at(hour integer) returns timestamptz language sql immutable as $$ select make_timestamptz(2025, 1, 1, hour, 0, 0, 'UTC') $$;
create temporary view sites as select d.id as domain_id, d.id = it.here as is_here from it cross join lateral unnest(array[here, there]) as d (id);
insert into public.accounts (domain_id, id, company_domain, first_seen_at) select domain_id, pg_temp.id('acme'), 'narrowed.example', now() from sites;
-- There, Ben has what Ann and Cat have here.
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test, email, account_id)
select s.domain_id, pg_temp.id(v.name), now(), now(), false, case when v.has_email = s.is_here then v.name || '@mail.example' end,
  case when v.is_of_acme = s.is_here then pg_temp.id('acme') end
from sites as s cross join (values ('ann', true, true), ('ben', false, true), ('cat', true, false)) as v (name, has_email, is_of_acme);
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select s.domain_id, pg_temp.id(v.name), pg_temp.id(v.name), now(), pg_temp.id(v.name), now(), false from sites as s cross join unnest('{ann,ben,cat}'::text []) as v (name);
create temporary table talks on commit drop as
select * from (values
  (1, 'first', 'ann', 'production', 10, 'fr', 'open', false), (2, 'second', 'ben', 'production', 50, 'en', 'closed', false),
  (3, 'third', 'cat', 'production', 90, 'en', 'open', true), (4, 'test', 'cat', 'staging', null, 'en', 'open', false)
) as t (hour, name, visitor, environment, score, language, status, is_booked);
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, score, language, status, demo_booked)
select s.domain_id, pg_temp.id(t.name), pg_temp.id(t.visitor), pg_temp.id(t.visitor), t.environment, 'widget', pg_temp.at(t.hour), pg_temp.id(t.name), t.score, t.language, t.status, t.is_booked
from sites as s cross join talks as t;
insert into public.messages (domain_id, id, conversation_id, seq, role, content, occurred_at, event_id)
select s.domain_id, pg_temp.id(t.name), pg_temp.id(t.name), 0, 'visitor', case when (t.name = 'first') = s.is_here then 'A zebra' else 'A lion' end, now(), pg_temp.id(t.name)
from sites as s cross join talks as t;
-- Here old red is red; there red is blue; far away green is red.
insert into public.topics (domain_id, id, label, name, status, merged_into_id)
select case t.site when 'here' then it.here when 'there' then it.there else it.far end, pg_temp.id(t.name), 'narrowed ' || t.name, 'Narrowed ' || t.name,
  case when t.merged is null then 'active' else 'merged' end, pg_temp.id(t.merged)
from it cross join (values
  ('here', 'red', null), ('here', 'old red', 'red'), ('here', 'blue', null), ('here', 'green', null),
  ('there', 'blue', null), ('there', 'red', 'blue'), ('far', 'red', null), ('far', 'green', 'red')
) as t (site, name, merged);
insert into public.conversation_topics (domain_id, conversation_id, topic_id, confidence, source)
select s.domain_id, pg_temp.id(h.talk), pg_temp.id(h.topic), 1, 'llm'
from sites as s
inner join (values (true, 'first', 'red'), (true, 'second', 'blue'), (true, 'second', 'green'), (true, 'third', 'old red'), (false, 'second', 'red')) as h (is_here, talk, topic) using (is_here);
-- The names of what is found here, in its order.
create function pg_temp.found(wanted jsonb, after text default null, page_size integer default null) returns text language sql as $$
  select string_agg(t.name, ', ' order by found.place)
  from it cross join (select (select a.hour from talks as a where a.name = after) as hour) as after_it
  cross join lateral private.narrowed_conversations(
    jsonb_populate_record(null::private.engagement_filter, wanted), array[it.here], pg_temp.at(after_it.hour), pg_temp.id(after), it.here, page_size
  ) with ordinality as found (domain_id, id, visitor_id, started_at, place)
  inner join talks as t on pg_temp.id(t.name) = found.id and found.domain_id = it.here
$$;

select is(pg_temp.found('{}'), 'third, second, first', 'newest first, without tests');
select is(pg_temp.found('{"include_test": true}'), 'test, third, second, first', 'with tests');
select is(pg_temp.found('{}', 'second'), 'first', 'after one of them');
select is(pg_temp.found('{"from": "2025-01-01T02:00:00Z"}'), 'third, second', 'from a moment on');
select is(pg_temp.found('{"to": "2025-01-01T02:00:00Z"}'), 'first', 'before a moment');
select is(pg_temp.found('{"text": "zebra"}'), 'first', 'with a word that was said');
select is(pg_temp.found('{"has_email": true}'), 'third, first', 'of whom an address is known');
select is(pg_temp.found('{"has_email": false}'), 'second', 'of whom none is known');
select is(pg_temp.found(jsonb_build_object('account_id', pg_temp.id('acme'))), 'second, first', 'of a company');
select is(pg_temp.found(jsonb_build_object('account_id', pg_temp.id('acme'), 'has_email', true)), 'first', 'of those of a company who gave an address');
select is(pg_temp.found(jsonb_build_object('topic_id', pg_temp.id('red'))), 'third, first', 'on a topic, with what was merged into it on this site');
select is(pg_temp.found('{"score_min": 50}'), 'third, second', 'with a score of at least so much');
select is(pg_temp.found('{"score_max": 50}'), 'second, first', 'with a score of at most so much');
select is(pg_temp.found('{"language": "fr"}'), 'first', 'in a language');
select is(pg_temp.found('{"status": "closed"}'), 'second', 'in a status');
select is(pg_temp.found('{"outcome": "demo_booked"}'), 'third', 'with an outcome');

select * from finish();
rollback;
