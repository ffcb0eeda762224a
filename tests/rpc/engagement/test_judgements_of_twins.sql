-- What is said of a visitor's conversations is erased or forgotten for these alone: not for one beside them, nor for
-- those of the same ids there.
-- row: R27 R26
begin;
select plan(7);

create temporary table it on commit drop as
select tests.domain('toto.example') as here, tests.domain('abtasty.com') as there, md5('judged it')::uuid as id, md5('judged beside')::uuid as beside, md5('judged third')::uuid as third;
create temporary view talks as
select d.id as domain_id, t.id, t.name || case d.id when it.there then ' there' else '' end as name
from it cross join lateral unnest(array[here, there]) as d (id) cross join lateral (values (it.id, 'it'), (it.beside, 'beside'), (it.third, 'third')) as t (id, name);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select t.domain_id, t.id, now(), now(), false from talks as t;
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select t.domain_id, t.id, t.id, now(), t.id, now(), false from talks as t;
-- The third one here is beside's visitor's; there it is of her twin.
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, topics_at, topics_source)
select t.domain_id, t.id, case t.name when 'third there' then it.id when 'third' then it.beside else t.id end, t.id, 'production', 'widget', now(), md5('event')::uuid, now(), 'llm'
from talks as t cross join it;
insert into public.messages (domain_id, id, conversation_id, seq, role, content, occurred_at, event_id)
select t.domain_id, t.id, t.id, 0, 'visitor', t.name, now(), t.id from talks as t;
insert into public.topics (domain_id, id, label, name) select d.id, it.id, 'judged', 'Judged' from it cross join lateral unnest(array[here, there]) as d (id);
insert into public.conversation_topics (domain_id, conversation_id, topic_id, confidence, source) select t.domain_id, t.id, it.id, 1, 'llm' from talks as t cross join it;
insert into public.conversation_scores (domain_id, id, conversation_id, scorer, rubric_version, score, dimensions, reason)
select t.domain_id, t.id, t.id, 'llm', 1, 50, '{"tone": 1, "To Ann": 2}', 'good' from talks as t;
insert into public.conversation_keywords (domain_id, conversation_id, keywords) select t.domain_id, t.id, '{word}' from talks as t;
-- The names of the conversations of which something holds.
create function pg_temp.those(query text) returns text language plpgsql as $$
declare found text;
begin
  execute format('select string_agg(t.name, '', '' order by t.name) from talks as t where %s', query) into found;
  return found;
end $$;

select is(private.erase_transcripts(here, array[id]), 1::bigint, 'one conversation is hers') from it;
select is(
  pg_temp.those('not exists (select from public.conversation_keywords as k where (k.domain_id, k.conversation_id) = (t.domain_id, t.id))'), 'it', 'its words are gone'
);
select is(
  pg_temp.those($$exists (select from public.conversation_scores as s where (s.domain_id, s.conversation_id) = (t.domain_id, t.id) and s.reason is null and s.dimensions = '{"tone": 1}')$$),
  'it', 'and why it was judged so'
);
select is(
  pg_temp.those($$exists (select from public.messages as m where (m.domain_id, m.conversation_id) = (t.domain_id, t.id) and m.content = '[erased]')$$), 'it', 'and what was said'
);
select is(
  pg_temp.those('exists (select from public.conversations as c where (c.domain_id, c.id) = (t.domain_id, t.id) and c.first_event_id = t.id)'), 'it', 'and from which event it came'
);
select lives_ok('select private.forget_judgements(here, array[beside]) from it', 'judgements of another one are forgotten');
select is(
  concat_ws(
    ' / ',
    pg_temp.those('not exists (select from public.conversation_keywords as k where (k.domain_id, k.conversation_id) = (t.domain_id, t.id))'),
    pg_temp.those('not exists (select from public.conversation_topics as k where (k.domain_id, k.conversation_id) = (t.domain_id, t.id))'),
    pg_temp.those('not exists (select from public.conversation_scores as k where (k.domain_id, k.conversation_id) = (t.domain_id, t.id))'),
    pg_temp.those('exists (select from public.conversations as c where (c.domain_id, c.id) = (t.domain_id, t.id) and c.topics_at is null)')
  ),
  'beside, it / beside / beside / beside', 'all of them, and of no other'
);

select * from finish();
rollback;
