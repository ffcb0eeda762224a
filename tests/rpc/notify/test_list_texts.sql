-- es-AR, else es, else en, else the key: never nothing. Notifications speak the recipient's language.
-- row: T69
begin;
select plan(18);
delete from public.notifications;
delete from private.outbox;
insert into public.i18n_texts (key, locale, text) values
('probe.all', 'en', 'en'), ('probe.all', 'es', 'es'), ('probe.all', 'es-AR', 'es-AR'),
('probe.parent', 'en', 'en'), ('probe.parent', 'es', 'es'), ('probe.english', 'en', 'en'), ('probe.other', 'fr', 'fr');

select is(private.translate('probe.all', 'es-AR'), 'es-AR', 'the language itself');
select is(private.translate('probe.all', 'es'), 'es', 'not that of a child');
select is(private.translate('probe.parent', 'es-AR'), 'es', 'the parent');
select is(private.translate('probe.all', 'es-MX'), 'es', 'of a sister too');
select is(private.translate('probe.english', 'es-AR'), 'en', 'English');
select is(private.translate('probe.all', 'de'), 'en', 'also for a language that nobody wrote');
select is(private.translate('probe.other', 'es-AR'), 'probe.other', 'never a third language: the key');
select is(private.translate('probe.none', 'es-AR'), 'probe.none', 'and the key where there is nothing at all');
select is(private.translate('probe.all', null), 'en', 'who has no language speaks English');

update public.people set locale = 'es-AR' where email = 'user@user.com';
update public.people set locale = 'fr' where email = 'staff@demo.example';
select tests.as('user@user.com');
select is(
  public.list_texts('probe.'), '{"probe.all": "es-AR", "probe.parent": "es", "probe.english": "en", "probe.other": "probe.other"}',
  'the page asks for all at once, in the own language'
);
select is(public.list_texts('probe.all', 'en'), '{"probe.all": "en"}', 'or in another');
select is(public.list_texts('nothing.'), '{}', 'of nothing: nothing');
select is(tests.refusal($$select public.list_texts('probe.', 'Spanish')$$), '22023 INVALID_INPUT', 'a language is a tag');
select tests.as_anon();
select is(tests.refusal('select public.list_texts()'), '42501', 'anon is refused');

select tests.back();
insert into public.notification_prefs (person_id, event, channel, is_on)
values (tests.person('staff@demo.example'), 'ticket.escalated', 'email', true);
delete from public.i18n_texts where key = 'notification.ticket.escalated.title';
insert into public.i18n_texts (key, locale, text) values
('notification.ticket.escalated.title', 'en', 'Escalated: {title}'), ('notification.ticket.escalated.title', 'fr', 'Escaladé : {title}');
select private.notify(
  event, array[tests.person('user@user.com'), tests.person('staff@demo.example'), tests.person('support@demo.example')],
  null, null, null, '{"title": "No answer", "n": 1}'
) from unnest('{ticket.commented,ticket.escalated}'::text[]) as event;
select results_eq(
  $$select title, body from public.notifications inner join public.people on people.id = recipient_id
  where event = 'ticket.commented' order by email::text$$,
  $$values ('Nouveau commentaire : No answer', ''), ('New comment: No answer', ''), ('Comentaron: No answer', '')$$,
  'each reads the own language, with the data filled in'
);
select is((select payload ->> 'title' from private.outbox), 'Escaladé : No answer', 'so does the mail');
select private.notify('ticket.created', array[tests.person('user@user.com')], 'As given {title}', null, null, '{"title": "x"}');
select is((select title from public.notifications where event = 'ticket.created'), 'As given {title}', 'what is given stays as it is');
select private.notify('system.announcement', array[tests.person('user@user.com')], null, null, null);
select is((select title from public.notifications where event = 'system.announcement' and recipient_id = tests.person('user@user.com')
  order by created_at desc limit 1), 'notification.system.announcement.title', 'an event without a text says its key');
select * from finish();
rollback;
