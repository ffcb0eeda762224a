-- Topics are renamed, hidden and grouped by who read their last version.
-- row: R06 R25
begin;
select plan(23);

create function pg_temp.topic(which text) returns uuid language sql security definer as $$
  select t.id from public.topics as t where t.domain_id = tests.domain('abtasty.com') and t.label = topic.which
$$;
create function pg_temp.changed(which text, arguments text, version integer default null) returns text
language sql as $$
  select tests.refusal(format(
    'select public.update_topic(tests.domain(''abtasty.com''), %L, %s, %s)', pg_temp.topic(which),
    coalesce(version, (select t.version from public.topics as t where t.id = pg_temp.topic(which))), arguments
  ))
$$;
create function pg_temp.now_is(which text) returns text language sql as $$
  select concat_ws('/', t.name, t.status, p.name, t.version) from public.topics as t
  left join public.topics as p on t.parent_id = p.id where t.id = pg_temp.topic(which)
$$;

grant execute on function pg_temp.topic, pg_temp.changed, pg_temp.now_is to authenticated, service_role;

select tests.as('admin@admin.com');
select is(pg_temp.now_is('flicker'), 'flicker/active/1', 'as the model found it');
select is(pg_temp.changed('flicker', $$name => ' Flickering  pages '$$), null, 'a topic is renamed');
select is(pg_temp.now_is('flicker'), 'Flickering pages/active/2', 'and keeps its label');
select is(pg_temp.changed('flicker', $$name => 'x'$$, 1), '40001 STALE_VERSION', 'not by who read it before');
select is(pg_temp.changed('flicker', $$status => 'hidden'$$), null, 'it is hidden');
select is(pg_temp.now_is('flicker'), 'Flickering pages/hidden/3', 'and keeps its name');
select is(pg_temp.changed('flicker', $$status => 'active'$$), null, 'and shown');
select is(pg_temp.changed('flicker', $$status => 'merged'$$), '22023 INVALID_INPUT', 'but not merged like this');
select is(pg_temp.changed('flicker', $$name => '  '$$), '22023 INVALID_INPUT', 'no empty name');
select is(pg_temp.changed('flicker', $$name => repeat('x', 101)$$), '22023 INVALID_INPUT', 'no long one');
select is(pg_temp.changed('flicker', $$name => 'DEMO'$$), '23505 TOPIC_EXISTS', 'no name of another');
select is(pg_temp.changed('flicker', $$name => E'\f\tdemo\n'$$), '23505 TOPIC_EXISTS', 'also between blanks of any kind');
select is(pg_temp.changed('flicker', $$name => 'Tarifs'$$), null, 'that of a merged topic is free');

select is(
  pg_temp.changed('flicker', format('parent_id => %L', pg_temp.topic('demo'))), null, 'it is put into a group'
);
select is(pg_temp.now_is('flicker'), 'Tarifs/active/demo/6', 'and is there');
select is(
  pg_temp.changed('demo', format('parent_id => %L', pg_temp.topic('integration'))), '22023 INVALID_INPUT',
  'a group goes into no group'
);
select is(
  pg_temp.changed('demo', format('parent_id => %L', pg_temp.topic('demo'))), '22023 INVALID_INPUT', 'nor into itself'
);
select is(pg_temp.changed('flicker', 'is_top_level => true'), null, 'it is taken out');
select is(pg_temp.now_is('flicker'), 'Tarifs/active/7', 'of its group');
select is(pg_temp.changed('tarifs', $$name => 'x'$$), 'PT409 ALREADY_MERGED', 'a merged topic stays as it is');
select is(
  tests.refusal(format(
    'select public.update_topic(tests.domain(''cooking.example''), %L, 1, ''x'')', pg_temp.topic('demo')
  )), 'P0002 NOT_FOUND', 'it is not found under another domain'
);

select tests.as('user@user.com');
select is(pg_temp.changed('demo', $$name => 'x'$$), '42501 PERMISSION_DENIED', 'a client user changes none');
select tests.as('support@demo.example');
select is(pg_temp.changed('demo', $$name => 'x'$$), '42501 PERMISSION_DENIED', 'nor does support');

select * from finish();
rollback;
