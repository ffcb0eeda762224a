-- Widgets are read with their dashboard, and written by functions alone.
-- row: C48
begin;
select plan(12);

create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(w.title, ', ' order by w.title) from public.dashboard_widgets as w
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.seen(), 'Overview, What they ask, Who was there', 'of the own, and of what is for all');
select is(tests.refusal('update public.dashboard_widgets set title = ''x'''), '42501', 'changed by no hand');
select is(tests.refusal('insert into public.dashboard_widgets (title) values (''x'')'), '42501', 'nor made');
select is(tests.refusal('delete from public.dashboard_widgets'), '42501', 'nor deleted');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'Overview, What they ask', 'a colleague sees none of what is private');
select tests.as('staff@demo.example');
select is(pg_temp.seen(), null, 'another tenant none');
select tests.as('business@demo.example');
select is(pg_temp.seen(), 'Active users', 'of what is shared with the role');
select tests.as_anon();
select is(tests.refusal('select from public.dashboard_widgets'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.dashboard_widgets), 4::bigint, 'the worker reads all');
select is(tests.refusal('delete from public.dashboard_widgets'), '42501', 'and writes none');
select tests.back();
select is(tests.refusal('update public.dashboard_widgets set metric = ''pg_sleep'''), '23503', 'only metrics of the catalogue');
delete from public.role_permissions where resource = 'analytics' and role_key = 'client_user';
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nothing without analytics.view');

select * from finish();
rollback;
