-- When a report is sent, and to whom: said by its owner, for people who see it.
-- row: C51
begin;
select plan(39);

create function pg_temp.plan(more text, id uuid default md5('report/1')::uuid, site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(format('select public.schedule_report(%L, %L, %s)', tests.domain(site), plan.id, more))
$$;
create function pg_temp.ids(variadic emails text []) returns uuid [] language sql security definer as $$
  select array_agg(tests.person(e.email) order by tests.person(e.email)) from unnest(emails) as e (email)
$$;
create function pg_temp.to_whom(variadic emails text []) returns text language sql as $$
  select pg_temp.plan(format('''daily'', recipient_ids => %L', pg_temp.ids(variadic to_whom.emails)))
$$;
create function pg_temp.is_now() returns text language sql stable security definer as $$
  select concat_ws(' ', s.cadence, s.on_day, s.send_at, s.time_zone, s.recipient_ids) from public.report_schedules as s
  where s.domain_id = tests.domain('cooking.example') and s.report_id = md5('report/1')::uuid
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.saved_reports (domain_id, id, owner_id, title, params) values
(tests.domain('toto.example'), md5('report/1')::uuid, tests.person('admin@admin.com'), 'Twin', '{"metric": "events"}'),
(tests.domain('cooking.example'), md5('mine')::uuid, tests.person('business@demo.example'), 'Of business', '{"metric": "events"}');
insert into public.report_schedules (domain_id, report_id, cadence, on_day, send_at, time_zone, recipient_ids, next_at)
select r.domain_id, r.id, 'monthly', 31, '23:00', 'UTC', array[r.owner_id], now() from public.saved_reports as r where r.title in ('Twin', 'Of business');

select tests.as('admin@admin.com');
select is(pg_temp.plan('''weekly'', ''07:30'', 2, ''Europe/Paris'''), null, 'every Tuesday');
select is(pg_temp.is_now(), concat_ws(' ', 'weekly', 2, '07:30:00', 'Europe/Paris', pg_temp.ids('admin@admin.com')), 'for oneself');
select tests.back();
select is(
  (select s.next_at from public.report_schedules as s where s.cadence = 'weekly'), private.next_report_at(now(), 'weekly', 2, '07:30', 'Europe/Paris'), 'the next one from now on'
);
select tests.as('admin@admin.com');
select is(pg_temp.plan('''monthly'', on_day => 31'), null, 'every month');
select is(pg_temp.is_now(), concat_ws(' ', 'monthly', 31, '08:00:00', 'UTC', pg_temp.ids('admin@admin.com')), 'in place of what was said before');
select is(pg_temp.to_whom('business@demo.example', 'support@demo.example'), null, 'every day, to others');
select is(pg_temp.is_now(), concat_ws(' ', 'daily', 1, '08:00:00', 'UTC', pg_temp.ids('business@demo.example', 'support@demo.example')), 'who see it');
select is(pg_temp.to_whom('business@demo.example', 'business@demo.example'), null, 'each once');
select is(pg_temp.is_now(), concat_ws(' ', 'daily', 1, '08:00:00', 'UTC', pg_temp.ids('business@demo.example')), 'however often named');
select is(pg_temp.to_whom('business@demo.example', 'staff@demo.example'), '22023 INVALID_INPUT', 'not to who works elsewhere');
select is(pg_temp.plan('''daily'', recipient_ids => ''{}'''), '22023 INVALID_INPUT', 'nor to nobody');
select is(pg_temp.plan(format('''daily'', recipient_ids => %L', array[gen_random_uuid()])), '22023 INVALID_INPUT', 'nor to one who is not there');
select is(pg_temp.plan('''yearly'''), '22023 INVALID_INPUT', 'a cadence is one of three');
select is(pg_temp.plan('''daily'', on_day => 2'), '22023 INVALID_INPUT', 'a day has one');
select is(pg_temp.plan('''weekly'', on_day => 8'), '22023 INVALID_INPUT', 'a week seven');
select is(pg_temp.plan('''weekly'', on_day => 0'), '22023 INVALID_INPUT', 'from the first');
select is(pg_temp.plan('''weekly'', on_day => 7'), null, 'to the last');
select is(pg_temp.plan('''monthly'', on_day => 32'), '22023 INVALID_INPUT', 'a month 31');
select is(pg_temp.plan('''monthly'', on_day => null'), '22023 INVALID_INPUT', 'one is said');
select is(pg_temp.plan('''daily'', send_at => null'), '22023 INVALID_INPUT', 'so is the time');
select is(pg_temp.plan('''daily'', time_zone => ''Mars'''), '22023 INVALID_INPUT', 'a zone is one that is there');
select is(left(pg_temp.is_now(), 8), 'weekly 7', 'what was refused changed nothing');
select is(pg_temp.plan('null'), null, 'no more');
select is(pg_temp.is_now(), null, 'is no more');
select is(pg_temp.plan('null'), null, 'also twice');
select tests.back();
select is((select count(*) from public.report_schedules), 2::bigint, 'what is said of others stays');
select tests.as('admin@admin.com');
select is(pg_temp.plan('''daily''', md5('mine')::uuid), 'P0002 NOT_FOUND', 'not even admin sends another''s');
select tests.as('business@demo.example');
select is(pg_temp.plan('''daily'''), 'P0002 NOT_FOUND', 'nor does whoever it is shared with');
select is(pg_temp.plan('''daily''', md5('mine')::uuid), null, 'each the own');
select tests.back();
select is((select s.cadence from public.report_schedules as s where s.domain_id = tests.domain('toto.example')), 'monthly', 'a twin is as it was');
update public.saved_reports set visibility = 'private' where title = 'Volume by type';
select tests.as('admin@admin.com');
select is(pg_temp.to_whom('business@demo.example'), '22023 INVALID_INPUT', 'what is private goes to its owner');
select is(pg_temp.to_whom('admin@admin.com'), null, 'alone');
select tests.back();
update public.saved_reports set visibility = 'role', role_key = 'support' where title = 'Volume by type';
select tests.as('admin@admin.com');
select is(pg_temp.to_whom('business@demo.example'), '22023 INVALID_INPUT', 'what is for a role not to others');
select is(pg_temp.to_whom('support@demo.example', 'admin@admin.com'), null, 'but to it');
select tests.back();
delete from public.role_permissions where resource = 'analytics' and role_key = 'business';
select tests.as('business@demo.example');
select is(pg_temp.plan('''daily''', md5('mine')::uuid), '42501 PERMISSION_DENIED', 'not without analytics.view');
select tests.back();
insert into public.people (email, role_key, status) select format('reader%s@demo.example', n.number), 'staff', 'active' from generate_series(1, 51) as n (number);
insert into public.memberships (person_id, role_key, is_all_domains) select p.id, 'staff', true from public.people as p where p.email ~ '^reader';
update public.saved_reports set visibility = 'all', role_key = null where title = 'Volume by type';
create function pg_temp.many(most integer) returns text language sql as $$
  select pg_temp.plan(format('''daily'', recipient_ids => %L', (select array_agg(l.id) from (
    select p.id from public.people as p where p.email ~ '^reader' limit many.most
  ) as l)))
$$;
grant execute on function pg_temp.many to public;
select tests.as('admin@admin.com');
select is(pg_temp.many(51), '22023 INVALID_INPUT', 'not to too many');
select is(pg_temp.many(50), null, 'but to fifty');
select tests.as_anon();
select is(pg_temp.plan('''daily'''), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.plan('''daily'''), '42501', 'and the worker');

select * from finish();
rollback;
