-- The preferences page: every event and channel, what is mandatory, and what the caller has chosen.
-- row: T68 T44
begin;
select plan(9);
create function pg_temp.is_on(event text, channel text) returns boolean language sql as $$
  select (line ->> 'is_on')::boolean from jsonb_array_elements(public.my_notification_settings() -> 'events') as line
  where line ->> 'event' = is_on.event and line ->> 'channel' = is_on.channel
$$;
grant execute on function pg_temp.is_on(text, text) to public;
select tests.as('support@demo.example');
select is(
  jsonb_array_length(public.my_notification_settings() -> 'events'),
  (select count(distinct (event, channel)) from public.notification_rules)::integer, 'each event and channel once'
);
select is(pg_temp.is_on('ticket.sla_breached', 'email'), true, 'what she switched on');
select is(pg_temp.is_on('ticket.created', 'in_app'), false, 'what she switched off');
select is(
  public.my_notification_settings() -> 'schedule',
  '{"quiet_from": "20:00:00", "quiet_to": "07:30:00", "time_zone": "Europe/Madrid", "digest": "daily", "digest_at": "08:00:00"}'::jsonb,
  'and when she wants mail'
);
select tests.as('user@user.com');
select is(
  array[pg_temp.is_on('ticket.sla_breached', 'email'), pg_temp.is_on('ticket.created', 'in_app')], '{f,t}',
  'another person has the defaults'
);
select is(public.my_notification_settings() -> 'schedule', 'null'::jsonb, 'and no schedule');
select tests.back();
insert into public.notification_prefs (person_id, event, channel, is_on) values
(tests.person('user@user.com'), 'ticket.created', 'in_app', false), (tests.person('user@user.com'), 'ticket.created', 'email', true),
(tests.person('user@user.com'), 'ticket.sla_breached', 'in_app', true), (tests.person('user@user.com'), 'collaborator.reset', 'email', false);
select tests.as('user@user.com');
select is(pg_temp.is_on('ticket.created', 'in_app'), false, 'each choice is of one event on one channel');
select is(pg_temp.is_on('collaborator.reset', 'email'), true, 'what is mandatory is on, whatever was chosen');
select tests.as_anon();
select is(tests.refusal('select public.my_notification_settings()'), '42501', 'anon is refused');
select * from finish();
rollback;
