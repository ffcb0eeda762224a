-- Changing a report: by its owner alone.
-- row: C51
begin;
select plan(20);

create function pg_temp.change(more text, id uuid default md5('report/1')::uuid, site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(format('select public.update_report(%L, %L, %s)', tests.domain(site), change.id, more))
$$;
create function pg_temp.is_now() returns text language sql stable security definer as $$
  select concat_ws(' ', r.title, r.visibility, r.role_key, r.params ->> 'metric', r.version) from public.saved_reports as r
  where r.id = md5('report/1')::uuid and r.domain_id = tests.domain('cooking.example')
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.saved_reports (domain_id, id, owner_id, title, params) values
(tests.domain('toto.example'), md5('report/1')::uuid, tests.person('admin@admin.com'), 'Twin', '{"metric": "events"}'),
(tests.domain('cooking.example'), md5('mine')::uuid, tests.person('business@demo.example'), 'Of business', '{"metric": "events"}');

select tests.as('admin@admin.com');
select is(pg_temp.change('title => '' Volume '''), null, 'another title');
select is(pg_temp.is_now(), 'Volume all volume_usd_minor 2', 'and nothing else');
select is(pg_temp.change('expected_version => 1'), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.change('expected_version => 2, params => ''{"metric": "traders", "bucket": null}'''), null, 'the right one not');
select is(pg_temp.is_now(), 'Volume all traders 3', 'it asks something else');
select is((select r.params from public.saved_reports as r where r.title = 'Volume'), '{"metric": "traders"}', 'without what is null');
select is(pg_temp.change('visibility => ''role'', role_key => ''support'''), null, 'shared with a role');
select is(pg_temp.change('role_key => ''business'''), null, 'and with another');
select is(pg_temp.is_now(), 'Volume role business traders 5', 'it is');
select is(pg_temp.change('visibility => ''private'''), null, 'and with none');
select is(pg_temp.is_now(), 'Volume private traders 6', 'none is left');
select is(pg_temp.change('role_key => ''staff'''), '22023 INVALID_INPUT', 'a role is for sharing with it');
select is(pg_temp.change('params => ''{"metric": "pg_sleep"}'''), '22023 INVALID_INPUT', 'it asks what may be asked');
select is(pg_temp.change('title => ''x''', md5('mine')::uuid), 'P0002 NOT_FOUND', 'not even admin changes another''s');
select tests.as('business@demo.example');
select is(pg_temp.change('title => ''x'''), 'P0002 NOT_FOUND', 'nor does anybody else');
select is(pg_temp.change('title => ''x''', md5('mine')::uuid), null, 'each the own');
select tests.back();
select is((select string_agg(r.title, ', ' order by r.title) from public.saved_reports as r), 'Twin, Volume, x', 'a twin is as it was');
delete from public.role_permissions where resource = 'analytics' and role_key = 'business';
select tests.as('business@demo.example');
select is(pg_temp.change('title => ''y''', md5('mine')::uuid), '42501 PERMISSION_DENIED', 'nor who may see no numbers any more');
select tests.as_anon();
select is(pg_temp.change('title => ''x'''), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.change('title => ''x'''), '42501', 'and the worker');

select * from finish();
rollback;
