-- Changing a dashboard: by its owner alone, its widgets all at once.
-- row: C48
begin;
select plan(23);

create function pg_temp.shown() returns text language sql stable as $$
  select string_agg(w.position || ' ' || w.title, ', ' order by w.position) from public.dashboard_widgets as w
  where w.dashboard_id = md5('dashboard/Website')::uuid
$$;
create function pg_temp.change(more text, dashboard text default 'Website', site text default 'abtasty.com') returns text language sql as $$
  select tests.refusal(format('select public.update_dashboard(%L, md5(''dashboard/%s'')::uuid, %s)', tests.domain(site), dashboard, more))
$$;
grant execute on all functions in schema pg_temp to public;
-- A twin in another domain, which nothing here is about.
insert into public.dashboards (domain_id, id, owner_id, title)
values (tests.domain('toto.example'), md5('dashboard/Website')::uuid, tests.person('admin@admin.com'), 'Twin');
insert into public.dashboard_widgets (domain_id, id, dashboard_id, position, metric, title)
values (tests.domain('toto.example'), md5('twin')::uuid, md5('dashboard/Website')::uuid, 9, 'retention', 'Twin');
-- And another one beside it.
insert into public.dashboards (domain_id, id, owner_id, title)
values (tests.domain('abtasty.com'), md5('dashboard/Beside')::uuid, tests.person('admin@admin.com'), 'Beside');
insert into public.dashboard_widgets (domain_id, id, dashboard_id, position, metric, title)
values (tests.domain('abtasty.com'), md5('beside')::uuid, md5('dashboard/Beside')::uuid, 1, 'retention', 'Beside');

select tests.as('admin@admin.com');
select is(pg_temp.change('widgets => jsonb_build_array(jsonb_build_object(''id'', md5(''widget/Website2''), ''metric'', ''retention'', ''title'', ''Back''), ''{"metric": "topic_trend", "title": "Movers"}''::jsonb)'), null, 'other widgets, in another order');
select is(pg_temp.shown(), '1 Back, 2 Movers, 9 Twin', 'one stayed, one went, one is new');
select is((select w.title from public.dashboard_widgets as w where w.id = md5('beside')::uuid), 'Beside', 'those of the dashboard beside it are there');
select is((select w.metric from public.dashboard_widgets as w where w.id = md5('widget/Website2')::uuid), 'retention', 'the id stays');
select is((select d.version from public.dashboards as d where d.title = 'Website'), 2, 'that is another version');
select is(pg_temp.change('expected_version => 1'), '40001 STALE_VERSION', 'a stale one is refused');
select is(pg_temp.change('expected_version => 2, title => '' Web '''), null, 'the right one not');
select is((select d.title || d.visibility from public.dashboards as d where d.title = 'Web'), 'Weball', 'it has another title');
select is(pg_temp.shown(), '1 Back, 2 Movers, 9 Twin', 'and its widgets');
select is(pg_temp.change('expected_version => 1, title => ''Twin''', site => 'toto.example'), null, 'a twin is at the version that it had');
select is(pg_temp.change('visibility => ''role'', role_key => ''support'''), null, 'shared with a role');
select is(pg_temp.change('role_key => ''staff'''), null, 'and with another');
select is((select d.visibility || ' ' || d.role_key from public.dashboards as d where d.title = 'Web'), 'role staff', 'it is');
select is(pg_temp.change('visibility => ''private'''), null, 'and with none');
select is((select d.role_key from public.dashboards as d where d.title = 'Web'), null, 'none is left');
select is(pg_temp.change('role_key => ''staff'''), '22023 INVALID_INPUT', 'a role is for sharing with it');
select is(pg_temp.change('title => '' '''), '22023 INVALID_INPUT', 'a title says something');
select is(pg_temp.change('widgets => ''[{"id": "' || md5('twin') || '", "metric": "retention", "title": "x"}]'''), '22023 INVALID_INPUT', 'no widget is taken from another');
select is(pg_temp.change('widgets => jsonb_build_array(jsonb_build_object(''id'', md5(''widget/Website2''), ''metric'', ''retention'', ''title'', ''A''), jsonb_build_object(''id'', md5(''widget/Website2''), ''metric'', ''retention'', ''title'', ''B''))'), '22023 INVALID_INPUT', 'nor is one there twice');
select is(pg_temp.change('title => ''x''', 'My week'), 'P0002 NOT_FOUND', 'not even admin changes another''s');
select tests.back();
update public.dashboards set visibility = 'all' where title = 'Web';
select tests.as('user@user.com');
select is(pg_temp.change('title => ''x'''), 'P0002 NOT_FOUND', 'nor does whoever it is shared with');
select tests.back();
delete from public.role_permissions where resource = 'analytics' and role_key = 'client_user';
select tests.as('user@user.com');
select is(pg_temp.change('title => ''x''', 'My week'), '42501 PERMISSION_DENIED', 'nor who may see no numbers any more');
select tests.as_anon();
select is(pg_temp.change('title => ''x'''), '42501', 'anon is refused');

select * from finish();
rollback;
