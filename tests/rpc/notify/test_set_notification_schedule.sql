-- Quiet hours by the person's clock, over midnight and over a change of the clock; the day's mails together.
-- row: T68
begin;
select plan(34);
delete from private.outbox;
delete from public.notification_schedules;
create function pg_temp.quiet(at timestamptz, a time, b time, zone text default 'Europe/Madrid') returns timestamptz
language sql as $$ select private.quiet_until(at, a, b, zone) $$;

select is(pg_temp.quiet('2026-11-10 13:59+01', '14:00', '16:00'), null, 'before the siesta');
select is(pg_temp.quiet('2026-11-10 14:00+01', '14:00', '16:00'), '2026-11-10 16:00+01', 'it begins');
select is(pg_temp.quiet('2026-11-10 15:59+01', '14:00', '16:00'), '2026-11-10 16:00+01', 'lasts');
select is(pg_temp.quiet('2026-11-10 16:00+01', '14:00', '16:00'), null, 'and is over');
select is(pg_temp.quiet('2026-11-10 21:59+01', '22:00', '07:00'), null, 'before the night');
select is(pg_temp.quiet('2026-11-10 23:30+01', '22:00', '07:00'), '2026-11-11 07:00+01', 'before midnight');
select is(pg_temp.quiet('2026-11-11 00:00+01', '22:00', '07:00'), '2026-11-11 07:00+01', 'at midnight');
select is(pg_temp.quiet('2026-11-11 06:59+01', '22:00', '07:00'), '2026-11-11 07:00+01', 'after it');
select is(pg_temp.quiet('2026-11-11 07:00+01', '22:00', '07:00'), null, 'in the morning');
select is(pg_temp.quiet('2026-11-10 22:30Z', '22:00', '07:00', 'America/New_York'), null, 'each by the own clock');
select is(pg_temp.quiet('2026-11-11 03:30Z', '22:00', '07:00', 'America/New_York'), '2026-11-11 12:00Z', 'over there it is night');
-- On 29 March the clock in Madrid jumps from 2 to 3; on 25 October it goes back from 3 to 2.
select is(pg_temp.quiet('2026-03-28 23:30+01', '22:00', '07:00'), '2026-03-29 07:00+02', 'a night that is an hour shorter');
select is(pg_temp.quiet('2026-03-29 05:30Z', '22:00', '07:00'), null, 'half past seven there');
select is(pg_temp.quiet('2026-10-24 23:30+02', '22:00', '07:00'), '2026-10-25 07:00+01', 'a night that is an hour longer');
select is(pg_temp.quiet('2026-10-25 05:30Z', '22:00', '07:00'), '2026-10-25 06:00Z', 'half past six there');
select is(pg_temp.quiet('2026-03-29 01:30Z', '01:00', '02:30'), null, 'an end that the clock leaves out: half past three, the same moment');
select is(pg_temp.quiet('2026-03-29 01:29Z', '01:00', '02:30'), '2026-03-29 01:30Z', 'and quiet until then');
select is(pg_temp.quiet('2026-10-25 00:45Z', '01:00', '02:30'), '2026-10-25 01:30Z', 'an end that comes twice: the second, so nobody is woken in between');
select is(pg_temp.quiet('2026-10-25 01:29Z', '01:00', '02:30'), '2026-10-25 01:30Z', 'until then');

select tests.as('user@user.com');
select results_eq(
  $$select quiet_from, quiet_to, time_zone, digest, digest_at from public.set_notification_schedule('22:00', '07:00', 'Europe/Madrid')$$,
  $$values (time '22:00', time '07:00', 'Europe/Madrid', 'none', time '08:00')$$, 'quiet hours are set'
);
select is(tests.refusal($$select public.set_notification_schedule('22:00')$$), '22023 INVALID_INPUT', 'both ends or none');
select is(tests.refusal($$select public.set_notification_schedule('22:00', '22:00')$$), '22023 INVALID_INPUT', 'no whole day');
select is(tests.refusal($$select public.set_notification_schedule(time_zone => 'Europe/Nowhere')$$), '22023 INVALID_INPUT', 'a zone that there is');
select is(tests.refusal($$select public.set_notification_schedule(digest => 'hourly')$$), '22023 INVALID_INPUT', 'a digest that there is');
select is(tests.refusal($$select public.set_notification_schedule(digest => null)$$), '22023 INVALID_INPUT', 'not null');
select results_eq(
  $$select quiet_from, quiet_to, time_zone, digest, digest_at from public.set_notification_schedule(digest => 'daily', digest_at => '09:00')$$,
  $$values (null::time, null::time, 'UTC', 'daily', time '09:00')$$, 'set again it replaces; the zone is the profile''s'
);
select is(public.my_notification_settings() -> 'schedule' ->> 'digest', 'daily', 'the preferences page shows it');
select is(
  jsonb_path_query_array(public.my_notification_settings(), '$.events[*] ? (@.event == "collaborator.invited" || @.event == "ticket.escalated")') #- '{0,description}' #- '{1,description}' #- '{2,description}' #- '{3,description}',
  '[{"event": "collaborator.invited", "type": "user", "channel": "email", "is_mandatory": true, "is_on": true},
    {"event": "ticket.escalated", "type": "ticket", "channel": "email", "is_mandatory": false, "is_on": false},
    {"event": "ticket.escalated", "type": "ticket", "channel": "in_app", "is_mandatory": false, "is_on": true},
    {"event": "ticket.escalated", "type": "ticket", "channel": "push", "is_mandatory": false, "is_on": false}]'::jsonb,
  'with what is mandatory and what is on'
);

select tests.back();
select results_eq(
  $$select * from private.mail_time(tests.person('user@user.com'), '2026-11-10 08:59Z')
    union all select * from private.mail_time(tests.person('user@user.com'), '2026-11-10 09:00Z')$$,
  $$values (timestamptz '2026-11-10 09:00Z', tests.person('user@user.com') || ':2026-11-10'),
    ('2026-11-11 09:00Z', tests.person('user@user.com') || ':2026-11-11')$$, 'the day''s mails together, today''s or tomorrow''s'
);
select results_eq(
  $$select * from private.mail_time(tests.person('admin@admin.com'), '2026-11-10 08:59Z')$$,
  $$values (timestamptz '2026-11-10 08:59Z', null::text)$$, 'whoever has set nothing waits for nobody''s hours'
);
update public.notification_schedules set quiet_from = '22:00', quiet_to = '10:00';
select is((private.mail_time(tests.person('user@user.com'), '2026-11-10 08:59Z')).not_before, '2026-11-10 10:00Z', 'never in quiet hours');
-- Quiet now, whenever the test runs.
update public.notification_schedules set digest = 'none', quiet_from = ((now() - interval '1 hour') at time zone 'UTC')::time, quiet_to = ((now() + interval '1 hour') at time zone 'UTC')::time;
insert into public.notification_prefs (person_id, event, channel, is_on)
select tests.person('user@user.com'), event, 'email', true from unnest('{sync.failed,ticket.escalated}'::text[]) as event;
select private.notify(event, array[tests.person('user@user.com')], 'T', 'B', null) from unnest('{sync.failed,ticket.escalated}'::text[]) as event;
select results_eq(
  $$select payload ->> 'event', not_before = now(), not_before = now() + interval '1 hour' from private.outbox order by 1$$,
  $$values ('sync.failed', false, true), ('ticket.escalated', true, false)$$, 'a mail waits for the morning, an urgent one does not'
);
delete from private.outbox;
update public.notification_rules set is_mandatory = true, is_on_by_default = true where event = 'sync.failed' and channel = 'email';
select private.notify('sync.failed', array[tests.person('user@user.com')], 'T', 'B', null);
select results_eq(
  $$select payload ->> 'severity', not_before = now() from private.outbox$$,
  $$values ('warning', true)$$, 'nor does one that nobody may switch off'
);
select tests.as_anon();
select is(tests.refusal('select public.set_notification_schedule()'), '42501', 'anon is refused');
select * from finish();
rollback;
