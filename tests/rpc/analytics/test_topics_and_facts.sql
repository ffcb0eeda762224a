-- What is read of a domain's conversations is theirs alone: their topics, and the day that they began on with their scores.
-- Their twins in the other domain, which come first, have other topics and scores.
-- row: R01 R02 R26
begin;
select plan(9);

create temporary table sites as select tests.domain('toto.example') as here, tests.domain('abtasty.com') as there;
create temporary table talks as
select d.id as domain_id, md5('facts ' || t.name)::uuid as id, t.name, t.at, t.environment
from sites as s cross join lateral (values (s.here), (s.there)) as d (id)
cross join (values
  ('before', timestamptz '2026-03-01 23:59:59.999999Z', 'production'), ('first', '2026-03-02 00:00Z', 'production'),
  ('silent', '2026-03-02 09:00Z', 'production'), ('unread', '2026-03-02 10:00Z', 'production'), ('test', '2026-03-02 11:00Z', 'staging'),
  ('last', '2026-03-02 23:59:59.999999Z', 'production'), ('after', '2026-03-03 00:00Z', 'production')
) as t (name, at, environment);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select t.domain_id, t.id, t.at, t.at, false from talks as t;
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select t.domain_id, t.id, t.id, t.at, t.id, t.at, false from talks as t;
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, topics_at, topics_source)
select t.domain_id, t.id, t.id, t.id, t.environment, 'widget', t.at, t.id,
  case when t.name <> 'unread' then now() end, case when t.name <> 'unread' then 'llm' end from talks as t;

-- Here b is merged into a, there a into c.
insert into public.topics (domain_id, id, label, name)
select d.id, md5('facts ' || n.name)::uuid, 'facts ' || n.name, n.name
from sites as s cross join lateral (values (s.here), (s.there)) as d (id) cross join (values ('a'), ('b'), ('c'), ('d')) as n (name);
update public.topics as t set status = 'merged', merged_into_id = md5('facts ' || m.into_name)::uuid
from sites as s cross join lateral (values (s.here, 'b', 'a'), (s.there, 'a', 'c')) as m (domain_id, name, into_name)
where t.domain_id = m.domain_id and t.label = 'facts ' || m.name;
insert into public.conversation_topics (domain_id, conversation_id, topic_id, confidence, source)
select m.domain_id, md5('facts ' || m.talk)::uuid, md5('facts ' || m.topic)::uuid, 1, 'llm'
from sites as s cross join lateral (values
  (s.here, 'before', 'd'), (s.here, 'first', 'a'), (s.here, 'first', 'b'), (s.here, 'unread', 'd'), (s.here, 'test', 'd'), (s.here, 'last', 'a'),
  (s.here, 'last', 'c'), (s.here, 'after', 'd'), (s.there, 'first', 'd'), (s.there, 'first', 'c'), (s.there, 'silent', 'd')
) as m (domain_id, talk, topic);
create function pg_temp.topics(from_at timestamptz, to_at timestamptz) returns text language sql as $$
  select string_agg(concat_ws(' ', coalesce(t.name, 'any'), r.conversations, r.classified), ', ' order by t.name nulls first)
  from sites as s cross join lateral private.read_topics(s.here, from_at, to_at) as r
  left join public.topics as t on s.here = t.domain_id and r.topic_id = t.id
$$;
select is(pg_temp.topics('2026-03-02Z', '2026-03-03Z'), 'any 2 3, a 2 0, c 1 0', 'a merged topic is its survivor, each conversation once; no topic is classified too');
select is(pg_temp.topics('2026-03-02 09:00Z', '2026-03-02 10:00Z'), 'any 0 1', 'of one without topics');
select is(pg_temp.topics('2026-03-02 10:00Z', '2026-03-02 12:00Z'), null, 'what is not classified, and tests, are nothing');

insert into public.conversation_scores (domain_id, conversation_id, scorer, rubric_version, score)
select t.domain_id, t.id, 'llm', 1, case when t.domain_id = s.there then 90 when t.name = 'first' then 40 else 60 end
from sites as s, talks as t where t.name <> 'silent' and t.name <> 'unread';
delete from private.person_numbers;
delete from private.day_facts;
insert into private.person_numbers (domain_id, person_id, number)
select d.id, md5('facts she')::uuid, d.number from sites as s cross join lateral (values (s.there, 7), (s.here, 1)) as d (id, number);
insert into private.day_facts (domain_id, day, happened_at, numbers, flags, conversations, scored_at, scored_ids, rubrics, scores)
select d.id, d.day, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'
from sites as s cross join lateral (
  values (s.here, date '2026-03-02'), (s.here, '2026-03-03'), (s.here, '2026-03-04'), (s.there, '2026-03-02')
) as d (id, day);
select private.store_day_facts(s.here, '{2026-03-02,2026-03-04}', array[row(md5('facts she')::uuid, '2026-03-02 08:00Z', 3, 1, 1, 0, null)::private.person_fact])
from sites as s;
create temporary table stored as select f.* from sites as s inner join private.day_facts as f on f.domain_id = s.here and f.day = '2026-03-02';
select is((select numbers::text || flags::text || conversations::text || involved::text || resolved::text from stored), '{1}{3}{1}{1}{0}', 'a day is made anew, with the number that the person has here');
select is((select scores from stored), '{40,60}', 'with the scores of what began on the day');
select is((select scored_ids from stored), array[md5('facts first')::uuid, md5('facts last')::uuid], 'and which these are');
select results_eq(
  'select f.day from sites as s inner join private.day_facts as f on f.domain_id = s.here order by 1',
  $$values (date '2026-03-02'), ('2026-03-03')$$, 'another day stays as it is; a day without facts has none'
);
select is((select f.numbers::text from sites as s inner join private.day_facts as f on f.domain_id = s.there), '{}', 'and so does the day of the other domain');

delete from private.dirty_topics;
update public.topics as t set status = 'merged', merged_into_id = md5('facts d')::uuid from sites as s where t.domain_id = s.here and t.label = 'facts c';
select results_eq(
  'select n.domain_id, n.hour from private.dirty_topics as n',
  $$select s.here, private.hour_number('2026-03-02 23:00Z')::integer from sites as s$$, 'a topic that is merged makes the hours of its conversations here anew'
);

select * from finish();
rollback;
