-- Over which channel an event goes, to whom; what is mandatory asks no preference.
-- row: T44 T68
begin;
select plan(26);
delete from public.notifications;
delete from private.outbox;
delete from public.notification_prefs;
delete from public.notification_schedules;
create function pg_temp.mails() returns text[] language sql security definer as $$
  select array_agg(p.email::text order by p.email::text)
  from private.outbox as o inner join public.people as p on p.id = (o.payload ->> 'person_id')::uuid
  where o.topic = 'mail.notification'
$$;
create function pg_temp.tell(event text, who text, site text default null, key text default null) returns integer
language sql as $$
  select private.notify(event, array[tests.person(who)], 'T', 'B', '/x', '{}', key,
    (select d.id from public.domains as d where d.site_domain = site))
$$;

select is(pg_temp.tell('ticket.created', 'user@user.com'), 1, 'a ticket: told in the back office');
select is(pg_temp.mails(), null, 'and not by mail');
select tests.as('user@user.com');
select is((public.set_notification_pref('ticket.created', 'in_app', false)).is_on, false, 'whoever does not want it');
select is(
  tests.refusal($$select public.set_notification_pref('ticket.created', 'email', true)$$), '22023 INVALID_INPUT',
  'there is no mail to want'
);
select tests.back();
select is(pg_temp.tell('ticket.created', 'user@user.com'), 0, 'is not told');
select is(pg_temp.tell('ticket.created', 'staff@demo.example'), 1, 'others are');

select tests.as('user@user.com');
select public.set_notification_pref('ticket.escalated', 'email', true);
select is((public.set_notification_pref('ticket.escalated', 'email', true)).is_on, true, 'whoever wants mail, said twice');
select tests.back();
select is(pg_temp.tell('ticket.escalated', 'user@user.com', 'abtasty.com', 'k'), 1, 'is told');
select pg_temp.tell('ticket.escalated', 'user@user.com', 'abtasty.com', 'k');
select pg_temp.tell('ticket.escalated', 'staff@demo.example', null, 'k');
select pg_temp.tell('ticket.escalated', 'user@user.com', 'toto.example', 'k2');
select results_eq(
  $$select payload - 'person_id', domain_id, not_before from private.outbox where topic = 'mail.notification'$$,
  $$values ('{"event": "ticket.escalated", "severity": "urgent", "title": "T", "body": "B", "link": "/x", "digest": null}'::jsonb,
    tests.domain('abtasty.com'), now())$$, 'and mailed, once, and of no domain where he does not work'
);
select is(pg_temp.mails(), '{user@user.com}', 'he alone');

delete from private.outbox;
insert into public.people (email, role_key, status) values ('admin2@x.example', 'admin', 'active');
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('admin2@x.example'), 'admin', true);
select is(private.notify('security.settings_lowered', '{}', 'T', 'B', null), 2, 'an event for a role: all who have it, nobody named');
select is(pg_temp.mails(), '{admin2@x.example,admin@admin.com}', 'by mail too');
select tests.as('admin@admin.com');
select is(
  tests.refusal($$select public.set_notification_pref('security.settings_lowered', 'email', false)$$),
  '22023 MANDATORY_NOTIFICATION', 'it cannot be switched off'
);
select is((public.set_notification_pref('security.settings_lowered', 'email', true)).is_on, true, 'but on');
select is(tests.refusal($$select public.set_notification_pref('ticket.created', 'in_app', null)$$), '22023 INVALID_INPUT', 'null is no answer');
select is(tests.refusal($$select public.set_notification_pref('no.event', 'in_app', true)$$), '22023 INVALID_INPUT', 'nor is there such an event');
select tests.back();
delete from private.outbox;
update public.notification_prefs set is_on = false;
update public.memberships set valid = tstzrange(null, now()) where person_id = tests.person('admin2@x.example');
select private.notify('security.settings_lowered', '{}', 'T', 'B', null);
select is(pg_temp.mails(), '{admin@admin.com}', 'a preference that came there by another way counts for nothing; an ended role neither');

insert into public.notification_prefs (person_id, event, channel, is_on)
select tests.person('guardian@demo.example'), event, 'email', false from public.notification_events
where event in ('collaborator.invited', 'collaborator.reset');
insert into public.people (email, role_key) values ('new@x.example', 'support');
insert into public.notification_prefs (person_id, event, channel, is_on) values (tests.person('new@x.example'), 'collaborator.invited', 'email', false);
delete from private.outbox;
select tests.as('admin@admin.com', 'aal2');
select public.invite_collaborator('new@x.example', 'support', array[tests.domain('abtasty.com')]);
select public.request_credential_reset(tests.person('guardian@demo.example'), 'password', 'lost');
select tests.back();
select set_eq('select topic from private.outbox', '{auth.invite,auth.recovery}'::text[], 'invitation and reset are mailed whatever is preferred');
select tests.as('user@user.com');
select is(
  tests.refusal($$select public.set_notification_pref('collaborator.invited', 'email', false)$$),
  '22023 MANDATORY_NOTIFICATION', 'and nobody can prefer otherwise'
);

select tests.back();
insert into public.notification_events values ('probe.silent', 'system', 'info', 'x');
select is(tests.refusal($$select private.notify('probe.silent', '{}', 't', null, null)$$), '22023 INVALID_INPUT', 'an event without a rule is a mistake');
insert into public.notification_rules (event, channel, audience, role_key) values ('probe.silent', 'in_app', 'role', 'client_user'), ('probe.silent', 'in_app', 'role', 'guardian');
select is(private.notify('probe.silent', '{}', 't', null, null, domain_id => tests.domain('toto.example')), 1, 'a role is asked for in the domain that it is about');
select is(private.notify('probe.silent', '{}', 't', null, null), 2, 'and wherever it is held, when it is about none');
insert into public.notification_prefs (person_id, event, channel, is_on)
values (tests.person('support@demo.example'), 'ticket.escalated', 'email', false);
select is(pg_temp.tell('ticket.escalated', 'support@demo.example'), 1, 'a choice about mail is none about the back office');
select tests.as_anon();
select is(tests.refusal($$select public.set_notification_pref('ticket.created', 'in_app', true)$$), '42501', 'anon prefers nothing');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is(tests.refusal($$select public.set_notification_pref('ticket.created', 'in_app', true)$$), '42501 ACCOUNT_NOT_ACTIVE', 'a stranger neither');
select tests.back();
select private.anonymise_person(tests.person('user@user.com'));
select is((select count(*) from public.notifications where recipient_id = '00000000-0000-4000-8000-000000000002')
  + (select count(*) from public.notification_prefs where person_id = '00000000-0000-4000-8000-000000000002'), 0::bigint,
  'a deleted person takes them along');
select * from finish();
rollback;
