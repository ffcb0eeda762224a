-- A person says what a conversation is about, and that stays.
-- row: R06 R25
begin;
select plan(18);

create function pg_temp.topic(which text) returns uuid language sql security definer as $$
  select t.id from public.topics as t where t.domain_id = tests.domain('abtasty.com') and t.label = topic.which
$$;
create temporary table talk on commit drop as
select c.domain_id, c.id from public.conversations as c
where c.domain_id = tests.domain('abtasty.com') and c.topics_source = 'llm' order by c.id limit 1;
grant select on talk to authenticated, service_role;
create temporary table others on commit drop as
select h.* from public.conversation_topics as h where h.conversation_id <> (select talk.id from talk);
create function pg_temp.said(labels text [], site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format(
    'select public.set_conversation_topics(tests.domain(%L), %L, %L)', site, talk.id,
    (select array_agg(pg_temp.topic(l)) from unnest(labels) as l)
  )) from talk
$$;
create function pg_temp.now_is() returns text [] language sql as $$
  select array_agg(concat_ws('/', t.label, h.confidence, h.source) order by t.label)
  from public.conversation_topics as h join public.topics as t on h.topic_id = t.id
  where h.conversation_id = (select talk.id from talk)
$$;

grant execute on function pg_temp.topic, pg_temp.said, pg_temp.now_is to authenticated, service_role;

select tests.as('admin@admin.com');
select is(pg_temp.said('{privacy,demo,demo}'), null, 'an admin says what it is about');
select is(pg_temp.now_is(), array['demo/1.000/human', 'privacy/1.000/human'], 'each topic once');
select is(
  (select topics_source || '/' || (topics_at = now()) from public.conversations where id = (select id from talk)),
  'human/true', 'and when'
);
select is(
  (select after from public.audit_log where action = 'classify' and resource_id = (select id::text from talk)),
  jsonb_build_object('topic_ids', array[pg_temp.topic('privacy'), pg_temp.topic('demo'), pg_temp.topic('demo')]),
  'the audit log tells who'
);
select is(pg_temp.said('{tarifs}'), 'PT409 ALREADY_MERGED', 'not a merged topic');
select is(pg_temp.said('{nothing}'), 'P0002 NOT_FOUND', 'not one that is not there');
select is(pg_temp.said(array_fill('demo'::text, array[21])), '22023 INVALID_INPUT', 'not over 20');
select is(pg_temp.said(null), '22023 INVALID_INPUT', 'not null');
select is(pg_temp.said('{demo}', 'cooking.example'), 'P0002 NOT_FOUND', 'not under another domain');
select is(
  tests.refusal(format('select public.set_conversation_topics(tests.domain(''cooking.example''), %L, ''{}'')', talk.id)),
  'P0002 NOT_FOUND', 'where not even nothing is said of it'
) from talk;
select is(pg_temp.now_is(), array['demo/1.000/human', 'privacy/1.000/human'], 'which all changed nothing');

select tests.as_service();
select is(public.store_conversation_topics((select jsonb_build_array(jsonb_build_object(
  'domain_id', talk.domain_id, 'conversation_id', talk.id, 'classified_at', '2030-01-01T00:00:00Z',
  'topics', '[{"name": "flicker"}]'::jsonb)) from talk)) ->> 'stored', '0', 'a model does not know better');
select tests.as('admin@admin.com');
select is(
  tests.refusal(format('select public.set_conversation_topics(%L, %L, %L)', talk.domain_id, talk.id, '{}')), null,
  'nothing is an answer too'
) from talk;
select is(pg_temp.now_is(), null, 'which takes the topics away');

select tests.as('user@user.com');
select is(pg_temp.said('{demo}'), '42501 PERMISSION_DENIED', 'a client user says nothing');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
select tests.person('user@user.com'), p.resource, p.action, p.effect, tests.domain('abtasty.com'), 'test'
from (values ('topics', 'edit', 'allow'), ('conversations', 'view', 'deny')) as p (resource, action, effect);
select tests.as('user@user.com');
select is(pg_temp.said('{demo}'), '42501 PERMISSION_DENIED', 'nor does who may not see the conversation');
select tests.back();
delete from public.person_permissions where effect = 'deny' and person_id = tests.person('user@user.com');
select tests.as('user@user.com');
select is(pg_temp.said('{demo}'), null, 'who may see it and edit topics does');
select tests.back();
select set_eq(
  $$select * from public.conversation_topics where conversation_id <> (select talk.id from talk)$$, 'select * from others',
  'other conversations keep their topics'
);

select * from finish();
rollback;
