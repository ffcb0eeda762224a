-- The worker's minute: the oldest announcement first, expired notifications removed, nobody else may.
-- row: T39
begin;
select plan(7);
delete from public.notifications;
delete from public.announcements;
insert into public.announcements (audience, role_key, title, created_by)
values ('role', 'staff', 'first', tests.person('admin@admin.com')), ('role', 'staff', 'second', tests.person('admin@admin.com'));
update public.announcements set id = ('50000000-0000-4000-8000-00000000000' || case title when 'first' then 1 else 2 end)::uuid;
insert into public.notifications (recipient_id, event, type, severity, title, expires_at)
select tests.person('user@user.com'), 'ticket.created', 'ticket', 'info', n::text, now() + (n - 2) * interval '1 hour' from generate_series(1, 3) as n;

select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.run_notification_upkeep()'), '42501', 'not admin');
select tests.as_anon();
select is(tests.refusal('select public.run_notification_upkeep()'), '42501', 'not anon');
select tests.as_service();
select is(tests.refusal('select public.run_notification_upkeep(10001)'), '22023 INVALID_INPUT', 'a batch has an end');
select is(tests.refusal('select public.run_notification_upkeep(null)'), '22023 INVALID_INPUT', 'and a size');
select is(public.run_notification_upkeep(), '{"told": 1, "expired": 2, "announcements_waiting": 1}', 'one announcement, what has expired');
select is((select array_agg(title order by title) from public.notifications), '{3,first}', 'the first one; what is to expire stays');
select is(public.run_notification_upkeep(), '{"told": 1, "expired": 0, "announcements_waiting": 0}', 'then the second');
select * from finish();
rollback;
