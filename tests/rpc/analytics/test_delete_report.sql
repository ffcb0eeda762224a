-- Deleting a report: by its owner alone, with its schedule.
-- row: C51
begin;
select plan(10);

create function pg_temp.try(id text, more text default '') returns text language sql as $$
  select tests.refusal(format('select public.delete_report(%L, %L %s)', tests.domain('cooking.example'), md5(try.id)::uuid, more))
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.saved_reports (domain_id, id, owner_id, title, params) values
(tests.domain('toto.example'), md5('report/1')::uuid, tests.person('admin@admin.com'), 'Twin', '{"metric": "events"}'),
(tests.domain('cooking.example'), md5('other')::uuid, tests.person('admin@admin.com'), 'Other', '{"metric": "events"}'),
(tests.domain('cooking.example'), md5('mine')::uuid, tests.person('business@demo.example'), 'Of business', '{"metric": "events"}');
insert into public.report_schedules (domain_id, report_id, cadence, on_day, send_at, time_zone, recipient_ids, next_at)
select r.domain_id, r.id, 'daily', 1, '08:00', 'UTC', array[r.owner_id], now() from public.saved_reports as r;

select tests.as('business@demo.example');
select is(pg_temp.try('report/1'), 'P0002 NOT_FOUND', 'who reads it does not delete it');
select tests.as('admin@admin.com');
select is(pg_temp.try('mine'), 'P0002 NOT_FOUND', 'nor does admin another''s');
select is(pg_temp.try('report/1', ', 7'), '40001 STALE_VERSION', 'nor at another version');
select is(pg_temp.try('report/1', ', 1'), null, 'the owner does');
select tests.back();
select is((select string_agg(r.title, ', ' order by r.title) from public.saved_reports as r), 'Of business, Other, Twin', 'that one alone');
select is((select count(*) from public.report_schedules), 3::bigint, 'with its schedule');
delete from public.role_permissions where resource = 'analytics' and role_key = 'business';
select tests.as('business@demo.example');
select is(pg_temp.try('mine'), '42501 PERMISSION_DENIED', 'not without analytics.view');
select tests.back();
select is((select count(*) from public.saved_reports), 3::bigint, 'it is still there');
select tests.as_anon();
select is(pg_temp.try('other'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.try('other'), '42501', 'and the worker');

select * from finish();
rollback;
