-- What is counted of topics, named, stored and changed is of one site, its days and its own conversations. Twins there
-- have the same ids, and other topics.
-- row: R06 R25 R26
begin;
select plan(27);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
create temporary table names on commit drop as
select n.name, md5('topic steps ' || n.name)::uuid as id
from unnest('{ann,first,red,old,blue,late,other,alpha,merged,gamma,gone,p,q,child,u,g,morning,next,third,night,test,far,past}'::text []) as n (name);
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('topic steps ' || name)::uuid $$;
grant select on it, names to public;
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test) select d.id, pg_temp.id('ann'), now(), now(), false from it cross join lateral unnest(array[here, there]) as d (id);
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select v.domain_id, v.id, v.id, now(), v.id, now(), false from public.visitors as v where v.id = pg_temp.id('ann');
-- Here old is red; there red is blue.
insert into public.topics (domain_id, id, label, name, status, merged_into_id, parent_id)
select case t.is_there when true then it.there else it.here end, pg_temp.id(t.id), 'steps ' || t.id, coalesce(t.name, 'Steps ' || t.id), case when t.merged is null then 'active' else 'merged' end, pg_temp.id(t.merged), pg_temp.id(t.parent)
from it cross join (values
  (false, 'first', null, null, null), (false, 'red', null, null, null), (false, 'old', null, 'red', null), (false, 'blue', null, null, null), (false, 'late', null, null, null), (false, 'other', null, null, null),
  (true, 'blue', null, null, null), (true, 'red', null, 'blue', null),
  (false, 'merged', 'Steps three', 'other', null), (false, 'alpha', 'Steps two', null, null), (false, 'gamma', 'Steps three', null, null), (false, 'gone', 'Steps four', 'other', null),
  (false, 'p', null, null, null), (false, 'q', null, null, null), (false, 'child', null, null, 'p'), (false, 'u', null, null, null), (false, 'g', null, null, null),
  (true, 'p', null, null, null), (true, 'q', null, null, null), (true, 'child', null, null, 'p'), (true, 'u', null, null, null), (true, 'g', null, null, 'q')
) as t (is_there, id, name, merged, parent);
create temporary table talks on commit drop as
select * from (values
  ('past', '2025-05-28 10:00Z', 'production', true), ('morning', '2025-06-02 10:00Z', 'production', true), ('third', '2025-06-02 11:00Z', 'production', false),
  ('test', '2025-06-02 12:00Z', 'staging', true), ('next', '2025-06-03 10:00Z', 'production', true), ('night', '2025-06-04 02:00Z', 'production', true), ('far', '2025-06-20 10:00Z', 'production', true)
) as t (name, at, environment, is_classified);
-- There, only the one of the morning and the third.
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, language, topics_at, topics_source)
select d.id, pg_temp.id(t.name), pg_temp.id('ann'), pg_temp.id('ann'), t.environment, 'widget', t.at::timestamptz, pg_temp.id(t.name), 'zz',
  case when t.is_classified then timestamptz '2025-07-01 00:00Z' end, case when t.is_classified then 'llm' end
from it cross join talks as t cross join lateral unnest(array[here, there]) as d (id) where d.id = it.here or t.name in ('morning', 'third');
insert into public.conversation_topics (domain_id, conversation_id, topic_id, confidence, source)
select case h.is_there when true then it.there else it.here end, pg_temp.id(h.talk), pg_temp.id(h.topic), 1, 'llm'
from it cross join (values
  (false, 'past', 'late'), (false, 'morning', 'red'), (false, 'morning', 'old'), (false, 'test', 'first'), (false, 'night', 'red'), (false, 'far', 'late'), (true, 'morning', 'red')
) as h (is_there, talk, topic);
create function pg_temp.site(id uuid) returns text language sql as $$ select case $1 when it.there then 'there' else 'here' end from it $$;
create function pg_temp.wanted(more jsonb, is_both boolean default false) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', case when is_both then array[it.here, it.there] else array[it.here] end) || more from it
$$;

-- What is counted.
create function pg_temp.classified(more jsonb) returns text language sql as $$
  select string_agg(t.name || ' [' || (select coalesce(string_agg(n.name, ' ' order by n.name), '') from unnest(c.topic_ids) as o (id) left join names as n using (id)) || ']', ', ' order by c.started_at)
  from private.classified_topics(jsonb_populate_record(null::private.engagement_filter, pg_temp.wanted(more))) as c inner join names as t on c.conversation_id = t.id
$$;
select tests.become('none', tests.claims('admin@admin.com', 'aal1', '{}'));
select is(pg_temp.classified('{"to": "2025-06-10T00:00:00Z"}'), 'past [late], morning [old red], next [], night [red]', 'what was classified before a moment, with the topics of this site');
select is(pg_temp.classified('{"from": "2025-06-03T00:00:00Z"}'), 'next [], night [red], far [late]', 'from a moment on');
select is(pg_temp.classified('{"from": "2025-06-02T00:00:00Z", "to": "2025-06-03T00:00:00Z", "include_test": true}'), 'morning [old red], test [first]', 'in between, with tests');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
select tests.person('user@user.com'), p.resource, p.action, p.effect, it.here, 'test'
from it cross join (values
  ('topics', 'view', 'allow'), ('topics', 'edit', 'allow'), ('topics', 'manage', 'deny'), ('conversations', 'view', 'deny'),
  ('visitors', 'view', 'deny'), ('accounts', 'view', 'allow')
) as p (resource, action, effect);
select tests.become('none', tests.claims('user@user.com', 'aal1', '{}'));
select is(pg_temp.classified('{"from": "2025-06-03T00:00:00Z", "to": "2025-06-04T00:00:00Z"}'), 'next []', 'whoever may view topics learns it of a period without viewing conversations');
select is(tests.refusal($$select pg_temp.classified('{"language": "zz"}')$$), '42501 PERMISSION_DENIED', 'of a language only who may view conversations');
select tests.back();

create function pg_temp.listed(more jsonb) returns text language sql as $$
  select string_agg(concat_ws(' ', pg_temp.site(l.domain_id), n.name, l.conversations || '/' || l.classified), ', ' order by pg_temp.site(l.domain_id), n.name)
  from public.list_topics(pg_temp.wanted('{"from": "2025-06-02T00:00:00Z", "to": "2025-06-10T00:00:00Z"}'::jsonb || more, true), null, 500) as l inner join names as n using (id)
  where n.name in ('first', 'red', 'blue', 'late')
$$;
create function pg_temp.trends() returns text language sql as $$
  select string_agg(concat_ws(' ', pg_temp.site(l.domain_id), n.name, l.conversations || '/' || l.classified, l.previous_conversations || '/' || l.previous_classified), ', ' order by pg_temp.site(l.domain_id), n.name)
  from public.topic_trend(pg_temp.wanted('{"from": "2025-06-02T00:00:00Z", "to": "2025-06-10T00:00:00Z", "language": "zz"}', true)) as l left join names as n on l.topic_id = n.id
$$;
create function pg_temp.days() returns text language sql as $$
  select string_agg(concat_ws(' ', l.starts_on, coalesce(n.name, 'any'), l.conversations || '/' || l.classified, case when l.is_partial then 'in part' end), ', ' order by l.starts_on, n.name)
  from public.topic_frequency(pg_temp.wanted('{"from": "2025-06-02T05:00:00Z", "to": "2025-06-04T05:00:00Z"}'), 'day', 'UTC') as l left join names as n on l.topic_id = n.id
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests."as"('admin@admin.com');
select is(pg_temp.listed('{}'), 'here blue 0/3, here first 0/3, here late 0/3, here red 2/3, there blue 1/1', 'each topic once, in as many conversations of its site as were classified');
select is(pg_temp.listed('{"include_test": true}'), 'here blue 0/4, here first 1/4, here late 0/4, here red 2/4, there blue 1/1', 'with tests');
select is(pg_temp.listed('{"language": "zz"}'), 'here blue 0/3, here first 0/3, here late 0/3, here red 2/3, there blue 1/1', 'and of a language: what was merged there was not here');
select is(pg_temp.trends(), 'here late 0/3 1/1, here red 2/3 0/1, there blue 1/1 0/0', 'topics that are named in one of two periods are compared');
select is(pg_temp.days(), '2025-06-02 red 1/1 in part, 2025-06-02 any 1/1 in part, 2025-06-03 any 0/1, 2025-06-04 red 1/1 in part, 2025-06-04 any 1/1 in part', 'days that the window cuts are told in part');
select tests.back();

-- Names.
create temporary table known on commit drop as select t.domain_id, t.id from public.topics as t;
create temporary table found on commit drop as
select f.* from it cross join lateral private.named_topics(array[row(it.here, pg_temp.id('third'), 'llm', now(), '[{"name": "\nsteps two"}, {"name": "steps THREE"}, {"name": "Steps four"}]')::private.classification]) as f;
select is(
  (select string_agg(coalesce(n.name, t.label), ', ' order by t.label) from found as f inner join public.topics as t on t.domain_id = f.domain_id and t.id = f.topic_id left join names as n on t.id = n.id),
  'alpha, steps four, gamma', 'a topic is known by its present name, whatever space is around it; one that was merged is not'
);
select is((select string_agg(t.name, ', ') from public.topics as t where (t.domain_id, t.id) not in (select k.domain_id, k.id from known as k)), 'Steps four', 'only that one is new');

-- What is stored.
select is(
  (select count(*) from it cross join lateral unnest(private.fresh_classifications(array[row(it.here, pg_temp.id('third'), 'llm', now(), '[]')::private.classification])) as f),
  1::bigint, 'a conversation is classified once, though it is there on two sites'
);
select is(
  (select string_agg(pg_temp.site(c.domain_id), ' ') from public.conversations as c where c.id = pg_temp.id('third') and pg_xact_status(nullif(c.xmax, '0')::text::xid8) = 'in progress'),
  'here', 'it is locked meanwhile, here alone'
);
create function pg_temp.held() returns setof text language sql as $$
  select concat_ws(' ', pg_temp.site(c.domain_id), t.name, c.topics_source, c.topics_at::date = '2025-07-01', (
    select string_agg(coalesce(n.name, 'new'), ' ' order by n.name) from public.conversation_topics as h left join names as n on h.topic_id = n.id where h.domain_id = c.domain_id and h.conversation_id = c.id
  ))
  from public.conversations as c inner join names as t using (id) where t.name in ('morning', 'night') order by 1
$$;
select tests.as_service();
select is(
  public.store_conversation_topics((select jsonb_build_array(jsonb_build_object('domain_id', it.here, 'conversation_id', md5('topic steps morning'), 'classified_at', '2025-07-02T00:00:00Z', 'topics', '[{"name": "Steps blue"}]'::jsonb)) from it)) ->> 'stored',
  '1', 'a model finds another topic'
);
select tests.back();
select results_eq('select pg_temp.held()', array['here morning llm f blue', 'here night llm t red', 'there morning llm t red'], 'in this conversation of this site');
select tests."as"('admin@admin.com');
select lives_ok($$select public.set_conversation_topics(tests.domain('abtasty.com'), md5('topic steps morning')::uuid, array[md5('topic steps late')::uuid])$$, 'a person says another one');
select tests.back();
select results_eq('select pg_temp.held()', array['here morning human f late', 'here night llm t red', 'there morning llm t red'], 'of the same');

-- What is changed.
create function pg_temp.changed() returns setof text language sql as $$
  select concat_ws(' ', pg_temp.site(t.domain_id), n.name, t.name, t.status, 'in ' || p.name, 'into ' || m.name)
  from public.topics as t inner join names as n using (id) left join names as p on t.parent_id = p.id left join names as m on t.merged_into_id = m.id
  where n.name in ('child', 'p', 'u') order by pg_temp.site(t.domain_id), n.name
$$;
create function pg_temp.renames() returns text language sql as $$
  select tests.refusal(format('select public.update_topic(tests.domain(''abtasty.com''), %L, 1, name => ''Renamed'')', md5('topic steps u')))
$$;
create function pg_temp.merges() returns text language sql as $$
  select tests.refusal(format('select public.merge_topics(tests.domain(''abtasty.com''), %L, %L)', md5('topic steps p'), md5('topic steps q')))
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests."as"('user@user.com');
select is(pg_temp.renames(), null, 'who may edit topics renames one');
select is(pg_temp.merges(), '42501 PERMISSION_DENIED', 'and merges none');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason) select tests.person('admin@admin.com'), 'visitors', 'delete', 'deny', it.here, 'test' from it;
select tests."as"('admin@admin.com');
select is(pg_temp.merges(), null, 'who may manage them does, and need not delete visitors');
select tests.back();
select results_eq('select pg_temp.changed()', array[
  'here child Steps child active in q', 'here p Steps p merged into q', 'here u Renamed active', 'there child Steps child active in p', 'there p Steps p active', 'there u Steps u active'
], 'all of it on one site');
select is(tests.refusal($$select private.check_topic_parent(here, pg_temp.id('u'), pg_temp.id('u')) from it$$), '22023 INVALID_INPUT', 'no topic is its own group');
select is(tests.refusal($$select private.check_topic_parent(here, pg_temp.id('u'), pg_temp.id('g')) from it$$), null, 'a group here may be in a group there');
select is(tests.refusal($$select private.check_topic_parent(there, pg_temp.id('u'), pg_temp.id('g')) from it$$), '22023 INVALID_INPUT', 'where it is none');

-- Visitors, for whoever may see them.
select tests."as"('user@user.com');
select is(tests.refusal($$select * from public.list_visitors(jsonb_build_object('domain_ids', array[tests.domain('abtasty.com')]))$$), '42501 PERMISSION_DENIED', 'who may view companies lists no visitors');
select is(tests.refusal(format('select public.visitor_consent(tests.domain(''abtasty.com''), %L)', md5('topic steps ann'))), '42501 PERMISSION_DENIED', 'and is not told what they decided');
select tests.back();

select * from finish();
rollback;
