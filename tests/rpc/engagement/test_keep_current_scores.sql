-- A new score stands in its conversation, which alone is locked: not in its twin, nor in one beside it, which come first.
-- row: R05 R26
begin;
select plan(3);

create temporary table it on commit drop as
select tests.domain('toto.example') as here, tests.domain('abtasty.com') as there,
  '00000000-0000-4000-8000-000000000001'::uuid as beside, '00000000-0000-4000-8000-000000000002'::uuid as id;
create temporary view talks as
select d.id as domain_id, t.id, t.name || case d.id when it.there then ' there' else '' end as name
from it cross join lateral (values (it.here), (it.there)) as d (id) cross join lateral (values (it.id, 'it'), (it.beside, 'beside')) as t (id, name);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select t.domain_id, t.id, now(), now(), false from talks as t;
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select t.domain_id, t.id, t.id, now(), t.id, now(), false from talks as t;
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id)
select t.domain_id, t.id, t.id, t.id, 'production', 'widget', now(), t.id from talks as t;
create function pg_temp.score(which text, score numeric) returns void language sql as $$
  insert into public.conversation_scores (domain_id, conversation_id, scorer, rubric_version, score) select t.domain_id, t.id, 'llm', 1, score from talks as t where t.name = which
$$;
create function pg_temp.scores() returns text language sql as $$
  select string_agg(t.name || coalesce(' ' || c.score, ''), ', ' order by t.name) from talks as t inner join public.conversations as c using (domain_id, id)
$$;

select pg_temp.score('beside', 30);
select is(
  (select string_agg(t.name, ' ') from talks as t inner join public.conversations as c using (domain_id, id) where pg_xact_status(nullif(c.xmax, '0')::text::xid8) = 'in progress'),
  'beside', 'one is locked'
);
select is(pg_temp.scores(), 'beside 30.00, beside there, it, it there', 'and has its score');
select pg_temp.score('it there', 90), pg_temp.score('it', 50), pg_temp.score('it', 60);
select is(pg_temp.scores(), 'beside 30.00, beside there, it 60.00, it there 90.00', 'so does each');

select * from finish();
rollback;
