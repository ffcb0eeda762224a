-- An announcement to ten thousand: a worker tells each once, in batches, without an audit row each.
-- row: T39
begin;
select plan(7);
delete from public.notifications;
delete from public.announcements;
update public.people set status = 'disabled' where email = 'business@demo.example';
insert into public.people (email, role_key, status)
select 'many' || n || '@x.example', 'client_user', 'active' from generate_series(1, 9994) as n;
select tests.as('admin@admin.com', 'aal2');
select public.announce('To all', 'A body', link => '/x', expires_at => now() + interval '1 day');
select tests.back();
create temporary table audited on commit drop as select count(*) as rows from public.audit_log;
insert into public.people (email, role_key, status, created_at) values ('many.later@x.example', 'client_user', 'active', now() + interval '1 minute');
create temporary table audited_after on commit drop as select count(*) as rows from public.audit_log;
select tests.as_service();
select results_eq(
  $$select public.run_notification_upkeep(4000) from generate_series(1, 4)$$,
  $$values ('{"told": 4000, "expired": 0, "announcements_waiting": 1}'::jsonb), ('{"told": 4000, "expired": 0, "announcements_waiting": 1}'),
    ('{"told": 2000, "expired": 0, "announcements_waiting": 0}'), ('{"told": 0, "expired": 0, "announcements_waiting": 0}')$$,
  'ten thousand in batches; then nothing is left'
);
select tests.back();
select is((select count(*) from public.notifications), 10000::bigint, 'exactly that many, without who is disabled or came later');
select is((select count(distinct recipient_id) from public.notifications), 10000::bigint, 'each once');
select is((select count(*) from public.audit_log), (select rows from audited_after), 'no audit row more than the announcement''s');
update public.announcements set finished_at = null, told_up_to = null where title = 'To all';
select tests.as_service();
select is(public.run_notification_upkeep(10000), '{"told": 0, "expired": 0, "announcements_waiting": 1}', 'once more from the beginning: nobody is told again');
select tests.back();
update public.notifications set expires_at = now() where recipient_id = tests.person('user@user.com');
select tests.as_service();
select is(public.run_notification_upkeep() -> 'expired', '1'::jsonb, 'what has expired goes');
select tests.back();
select results_eq(
  $$select event, type, severity, title, body, link from public.notifications where recipient_id = tests.person('staff@demo.example')$$,
  $$values ('system.announcement', 'system', 'info', 'To all', 'A body', '/x')$$, 'what one of them reads'
);
select * from finish();
rollback;
