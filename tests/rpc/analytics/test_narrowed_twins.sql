-- Numbers of conversations that a filter finds: what was judged and what came of them, in their domain. There a conversation has the same id.
-- row: R01 R02 R26
begin;
select plan(4);

create temporary table sites as select tests.domain('toto.example') as here, tests.domain('abtasty.com') as there;
create temporary table talks as
select d.id as domain_id, d.name, md5('narrow ' || t.name)::uuid as id, t.name as talk
from sites as s cross join lateral (values (s.here, 'here'), (s.there, 'there')) as d (id, name) cross join (values ('one'), ('two')) as t (name);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select t.domain_id, t.id, '2026-03-02Z', '2026-03-02Z', false from talks as t;
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select t.domain_id, t.id, t.id, '2026-03-02Z', t.id, '2026-03-02Z', false from talks as t;
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, language, demo_booked, email_captured)
select t.domain_id, t.id, t.id, t.id, 'production', 'widget', '2026-03-02 10:00Z', t.id, 'cy', t.name = 'there', t.name = 'here' and t.talk = 'two' from talks as t;
insert into public.conversation_scores (domain_id, conversation_id, scorer, rubric_version, score)
select t.domain_id, t.id, 'llm', case t.name when 'here' then 1 else 2 end, case t.name when 'here' then 40 else 90 end from talks as t where t.talk = 'one' or t.name = 'there';
create temporary table wanted as select jsonb_populate_record(null::private.engagement_filter, '{"language": "cy"}') as filter;
select set_config('request.jwt.claims', tests.claims('admin@admin.com', 'aal2', '{}')::text, true);

create function pg_temp.counts(site uuid) returns text language sql as $$
  select concat_ws(' ', n.conversations, n.conversed, n.converted, n.demo, n.captured, n.booked)
  from wanted as w cross join lateral private.count_report(w.filter, array[site], '2026-03-02Z', '2026-03-03Z') as n
$$;
create function pg_temp.scores(site uuid) returns text language sql as $$
  select string_agg(concat_ws(' ', r.rubric_version, r.scored, r.total), ', ' order by r.rubric_version)
  from wanted as w cross join lateral private.score_report(w.filter, array[site], '2026-03-02Z', '2026-03-03Z') as r
$$;
select is(pg_temp.counts(s.here), '2 2 1 0 1 0', 'what came of them here') from sites as s;
select is(pg_temp.counts(s.there), '2 2 2 2 2 2', 'and there') from sites as s;
select is(pg_temp.scores(s.here), '1 1 40.00', 'their scores here') from sites as s;
select is(pg_temp.scores(s.there), '2 2 180.00', 'and there') from sites as s;

select * from finish();
rollback;
