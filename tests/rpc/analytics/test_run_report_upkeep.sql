-- A report that is due is told of, in the back office and by mail, to those who see it, once; no message has numbers.
-- row: C51
begin;
select plan(31);

create function pg_temp.told() returns text language sql stable as $$
  select string_agg(p.email, ', ' order by p.email) from public.notifications as n
  inner join public.people as p on p.id = n.recipient_id where n.event = 'report.due' and n.created_at >= now()
$$;
create function pg_temp.mailed() returns text language sql stable as $$
  select string_agg(p.email, ', ' order by p.email) from private.outbox as o
  inner join public.people as p on p.id::text = o.payload ->> 'person_id'
  where o.topic = 'mail.notification' and o.payload ->> 'event' = 'report.due'
$$;
create function pg_temp.again() returns text language sql as $$
  delete from public.notifications where event = 'report.due';
  delete from private.outbox where payload ->> 'event' = 'report.due';
  update public.report_schedules set next_at = next_at - interval '10 days' where cadence = 'weekly';
  select public.run_report_upkeep()::text
$$;
create function pg_temp.ids(variadic emails text []) returns uuid [] language sql as $$
  select array_agg(tests.person(e.email)) from unnest(emails) as e (email)
$$;
-- Twins: another owner, another time, other people; and one that is not due.
insert into public.saved_reports (domain_id, id, owner_id, title, visibility, params) values
(tests.domain('toto.example'), md5('report/1')::uuid, tests.person('staff@demo.example'), 'Twin', 'all', '{"metric": "events"}'),
(tests.domain('cooking.example'), md5('later')::uuid, tests.person('admin@admin.com'), 'Later', 'all', '{"metric": "events"}');
insert into public.report_schedules (domain_id, report_id, cadence, on_day, send_at, time_zone, recipient_ids, next_at) values
(tests.domain('toto.example'), md5('report/1')::uuid, 'daily', 1, '06:00', 'UTC', pg_temp.ids('staff@demo.example'), now() + interval '1 second'),
(tests.domain('cooking.example'), md5('later')::uuid, 'daily', 1, '06:00', 'UTC', pg_temp.ids('admin@admin.com'), now() + interval '1 day'),
(tests.domain('cooking.example'), md5('report/1')::uuid, 'weekly', 3, '09:15', 'Asia/Tokyo', pg_temp.ids('business@demo.example', 'support@demo.example', 'admin@admin.com'), now());

select is(public.run_report_upkeep(), '{"due": 1, "told": 3}', 'what is due is told of');
select is(pg_temp.told(), 'admin@admin.com, business@demo.example, support@demo.example', 'to all who are to get it');
select is(pg_temp.mailed(), 'admin@admin.com, business@demo.example, support@demo.example', 'by mail, too');
select results_eq(
  $$select distinct n.title, n.body, n.link, n.domain_id, n.data from public.notifications as n where n.event = 'report.due' and n.recipient_id = tests.person('admin@admin.com')$$,
  $$select 'Your report: Volume by type', '', '/reports/' || md5('report/1')::uuid, tests.domain('cooking.example'), jsonb_build_object(
    'domain_id', tests.domain('cooking.example'), 'report_id', md5('report/1')::uuid, 'title', 'Volume by type', 'due_at', now()
  )$$, 'which report, of which domain, and no number'
);
select results_eq(
  $$select o.payload - 'person_id', o.domain_id, o.state from private.outbox as o where o.payload ->> 'event' = 'report.due' and o.payload ->> 'person_id' = tests.person('admin@admin.com')::text$$,
  $$select jsonb_build_object('event', 'report.due', 'severity', 'info', 'title', 'Your report: Volume by type', 'body', '', 'link', '/reports/' || md5('report/1')::uuid, 'digest', null),
    tests.domain('cooking.example'), 'waiting'$$, 'as does the mail'
);
select results_eq(
  $$select s.last_at, s.next_at from public.report_schedules as s where s.cadence = 'weekly'$$,
  $$select now(), private.next_report_at(now(), 'weekly', 3, '09:15', 'Asia/Tokyo')$$, 'and it is due again in time'
);
select is(public.run_report_upkeep(), '{"due": 0, "told": 0}', 'not before');
select is((select count(*) from public.report_schedules where last_at is null), 2::bigint, 'what is not due waits');

select is(pg_temp.again(), '{"due": 1, "told": 3}', 'what was missed for weeks');
select ok((select s.next_at > now() from public.report_schedules as s where s.cadence = 'weekly'), 'is told of once');

-- Whoever may not see it any more is told of it no more.
update public.memberships set valid = tstzrange(lower(valid), now()) where person_id = tests.person('support@demo.example');
select pg_temp.again();
select is(pg_temp.mailed(), 'admin@admin.com, business@demo.example', 'not who works there no more');
update public.saved_reports set visibility = 'role', role_key = 'admin' where title = 'Volume by type';
select pg_temp.again();
select is(pg_temp.mailed(), 'admin@admin.com', 'nor whom it is not shared with any more');
update public.saved_reports set role_key = 'business' where title = 'Volume by type';
select pg_temp.again();
select is(pg_temp.told(), 'admin@admin.com, business@demo.example', 'but its owner, and the role that it is shared with');
update public.memberships set domain_id = tests.domain('toto.example') where person_id = tests.person('business@demo.example');
insert into public.memberships (person_id, domain_id, role_key) values (tests.person('business@demo.example'), tests.domain('cooking.example'), 'support');
select pg_temp.again();
select is(pg_temp.told(), 'admin@admin.com', 'the role counts where the report stands');
update public.memberships set domain_id = null, is_all_domains = true where person_id = tests.person('business@demo.example') and role_key = 'business';
select pg_temp.again();
select is(pg_temp.told(), 'admin@admin.com, business@demo.example', 'or everywhere');
update public.memberships set valid = tstzrange(lower(valid), now()) where person_id = tests.person('business@demo.example') and role_key = 'business';
select pg_temp.again();
select is(pg_temp.told(), 'admin@admin.com', 'and while it is held');
update public.saved_reports set visibility = 'private', role_key = null where title = 'Volume by type';
select pg_temp.again();
select is(pg_temp.told(), 'admin@admin.com', 'what is private is for its owner');
update public.saved_reports set visibility = 'all' where title = 'Volume by type';
select pg_temp.again();
select is(pg_temp.told(), 'admin@admin.com, business@demo.example', 'what is for all for whoever sees numbers');
delete from public.role_permissions where resource = 'analytics' and role_key = 'support';
select pg_temp.again();
select is(pg_temp.told(), 'admin@admin.com', 'and for nobody who does not');
insert into public.notification_prefs (person_id, event, channel, is_on) values (tests.person('admin@admin.com'), 'report.due', 'email', false);
select pg_temp.again();
select is(pg_temp.mailed(), null, 'who wants no mail gets none');
select is(pg_temp.told(), 'admin@admin.com', 'and is told in the back office');
update public.saved_reports set owner_id = tests.person('business@demo.example') where title = 'Volume by type';
select is(pg_temp.again(), '{"due": 1, "told": 0}', 'where its owner sees no numbers any more nobody is told');
select ok((select s.next_at > now() from public.report_schedules as s where s.cadence = 'weekly'), 'and it does not stay due');
update public.report_schedules set next_at = now() - interval '1 day' where cadence = 'daily';
select is(public.run_report_upkeep(1) -> 'due', '1', 'some at a time');
select is(public.run_report_upkeep(1) -> 'due', '1', 'then the next');
select is(pg_temp.told(), 'admin@admin.com, staff@demo.example', 'each to its own people');
select is((select count(*) from public.report_schedules where next_at <= now()), 0::bigint, 'until none is due');
select is(tests.refusal('select public.run_report_upkeep(0)'), '22023 INVALID_INPUT', 'one at least');
select is(tests.refusal('select public.run_report_upkeep(1001)'), '22023 INVALID_INPUT', 'and not too many');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.run_report_upkeep()'), '42501', 'it is for the worker');
select tests.as_service();
select is(public.run_report_upkeep() -> 'due', '0', 'with its key');

select * from finish();
rollback;
