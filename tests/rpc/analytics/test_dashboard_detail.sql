-- A dashboard with its widgets, for whoever sees it.
-- row: C48
begin;
select plan(10);

create function pg_temp.detail(dashboard text, site text default 'abtasty.com') returns jsonb language sql as $$
  select public.dashboard_detail(tests.domain(site), md5('dashboard/' || dashboard)::uuid)
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.dashboards (domain_id, id, owner_id, title, visibility)
values (tests.domain('toto.example'), md5('dashboard/Website')::uuid, tests.person('admin@admin.com'), 'Twin', 'all');
insert into public.dashboard_widgets (domain_id, dashboard_id, position, metric, title)
values (tests.domain('toto.example'), md5('dashboard/Website')::uuid, 1, 'retention', 'Twin');

select tests.as('admin@admin.com');
select is(
  (select string_agg(w.value ->> 'title', ', ' order by w.place) from jsonb_array_elements(pg_temp.detail('Website') -> 'widgets') with ordinality as w (value, place)),
  'Overview, What they ask', 'its widgets in their order, and no others'
);
select is(pg_temp.detail('Website') -> 'widgets' -> 0 -> 'layout', '{"h": 4, "w": 6}', 'with their layout');
select is((pg_temp.detail('Website') ->> 'title') || (pg_temp.detail('Website') ->> 'is_mine'), 'Websitetrue', 'it is the owner''s');
select is(pg_temp.detail('Website', 'toto.example') ->> 'title', 'Twin', 'a twin is another');
select tests.as('user@user.com');
select is((pg_temp.detail('Website') ->> 'title') || (pg_temp.detail('Website') ->> 'is_mine'), 'Websitefalse', 'and shared');
select tests.as('support@demo.example');
select is(tests.refusal('select pg_temp.detail(''My week'')'), 'P0002 NOT_FOUND', 'what is private is not there');
select is(tests.refusal('select pg_temp.detail(''Website'', ''toto.example'')'), '42501 PERMISSION_DENIED', 'another domain is refused');
select tests.back();
delete from public.dashboard_widgets where dashboard_id = md5('dashboard/My week')::uuid;
select tests.as('user@user.com');
select is(pg_temp.detail('My week') -> 'widgets', '[]', 'it may have none');
select tests.as_anon();
select is(tests.refusal('select pg_temp.detail(''Website'')'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('select pg_temp.detail(''Website'')'), '42501', 'and the worker');

select * from finish();
rollback;
