-- Two topics become one, what was said of conversations stays, and merges are one step deep.
-- row: R06 R25
begin;
select plan(21);

create function pg_temp.topic(which text) returns uuid language sql security definer as $$
  select t.id from public.topics as t where t.domain_id = tests.domain('abtasty.com') and t.label = topic.which
$$;
create function pg_temp.merged(which text, other text, site text default 'abtasty.com') returns text
language sql as $$
  select tests.refusal(format(
    'select public.merge_topics(tests.domain(%L), %L, %L)', site, pg_temp.topic(which), pg_temp.topic(other)
  ))
$$;
create function pg_temp.now_is(which text) returns text language sql as $$
  select concat_ws('/', t.status, 'into ' || m.label, 'in ' || p.label) from public.topics as t
  left join public.topics as m on t.merged_into_id = m.id
  left join public.topics as p on t.parent_id = p.id where t.id = pg_temp.topic(which)
$$;
create temporary table before on commit drop as select * from public.conversation_topics;
grant select on before to authenticated;

grant execute on function pg_temp.topic, pg_temp.merged, pg_temp.now_is to authenticated, service_role;

select tests.as('admin@admin.com');
select is(pg_temp.merged('flicker', 'rendimiento'), null, 'two topics are merged');
select is(pg_temp.now_is('flicker'), 'merged/into rendimiento', 'the one points to the other');
select is(pg_temp.now_is('rendimiento'), 'active', 'which stays');
select set_eq('table public.conversation_topics', 'table before', 'conversations keep what was said of them');
select is(pg_temp.merged('flicker', 'rendimiento'), null, 'again');
select is(
  (select count(*) from public.audit_log where resource = 'topics' and resource_id = pg_temp.topic('flicker')::text
    and action = 'update'), 1::bigint, 'that changes nothing'
);
select is(pg_temp.merged('flicker', 'demo'), 'PT409 ALREADY_MERGED', 'a merged topic is not merged elsewhere');
select is(pg_temp.merged('demo', 'flicker'), 'PT409 ALREADY_MERGED', 'and takes none');
select is(pg_temp.merged('demo', 'demo'), '22023 INVALID_INPUT', 'nor any topic itself');

select is(pg_temp.merged('rendimiento', 'demo'), null, 'the survivor is merged in its turn');
select is(pg_temp.now_is('flicker'), 'merged/into demo', 'with all that it stood for');

-- pricing is the group of competitors.
select is(pg_temp.now_is('competitors'), 'active/in pricing', 'a topic in a group');
select is(pg_temp.merged('pricing', 'competitors'), null, 'takes the place of its group');
select is(pg_temp.now_is('competitors'), 'active', 'and is in none');
select is(pg_temp.now_is('tarifs'), 'merged/into competitors', 'with what the group stood for');
select tests.back();
update public.topics set parent_id = pg_temp.topic('demo') where id = pg_temp.topic('privacy');
update public.topics set parent_id = pg_temp.topic('competitors') where id = pg_temp.topic('integration');
select tests.as('admin@admin.com');
select is(pg_temp.merged('demo', 'integration'), null, 'a group is merged into a topic of another group');
select is(pg_temp.now_is('privacy'), 'active/in competitors', 'where its topics go too');
select is(pg_temp.merged('competitors', 'statistics'), null, 'a group is merged into a topic without one');
select is(pg_temp.now_is('privacy'), 'active/in statistics', 'which becomes the group');
select is(pg_temp.merged('privacy', 'statistics', 'cooking.example'), 'P0002 NOT_FOUND', 'not under another domain');

select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('user@user.com'), 'topics', 'edit', 'allow', tests.domain('abtasty.com'), 'test');
select tests.as('user@user.com');
select is(pg_temp.merged('privacy', 'statistics'), '42501 PERMISSION_DENIED', 'to edit topics does not suffice');

select * from finish();
rollback;
