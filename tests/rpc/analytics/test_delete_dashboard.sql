-- Deleting a dashboard: by its owner alone.
-- row: C48
begin;
select plan(9);

create function pg_temp.try(dashboard text, more text default '') returns text language sql as $$
  select tests.refusal(format('select public.delete_dashboard(%L, md5(''dashboard/%s'')::uuid %s)', tests.domain('abtasty.com'), dashboard, more))
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.dashboards (domain_id, id, owner_id, title) values
(tests.domain('toto.example'), md5('dashboard/Website')::uuid, tests.person('admin@admin.com'), 'Twin'),
(tests.domain('abtasty.com'), md5('dashboard/Other')::uuid, tests.person('admin@admin.com'), 'Other');

select tests.as('user@user.com');
select is(pg_temp.try('Website'), 'P0002 NOT_FOUND', 'who reads it does not delete it');
select tests.as('admin@admin.com');
select is(pg_temp.try('My week'), 'P0002 NOT_FOUND', 'nor does admin another''s');
select is(pg_temp.try('Website', ', 7'), '40001 STALE_VERSION', 'nor at another version');
select is(pg_temp.try('Website', ', 1'), null, 'the owner does');
select is(
  (select string_agg(d.title, ', ' order by d.title) from public.dashboards as d), 'Other, Trading desk, Twin', 'that one alone'
);
select is((select count(*) from public.dashboard_widgets as w where w.dashboard_id = md5('dashboard/Website')::uuid), 0::bigint, 'with its widgets');
select tests.back();
delete from public.role_permissions where resource = 'analytics' and role_key = 'client_user';
select tests.as('user@user.com');
select is(pg_temp.try('My week'), '42501 PERMISSION_DENIED', 'not without analytics.view');
select tests.as_anon();
select is(pg_temp.try('Website'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.try('Website'), '42501', 'and the worker');

select * from finish();
rollback;
