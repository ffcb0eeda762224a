-- private.notify: who is told, once, of what is known.
-- row: T39
begin;
select plan(15);
delete from public.notifications;

create function pg_temp.tell(emails text[], site text default null, key text default null) returns integer
language sql as $$
  select private.notify(
    'ticket.escalated', (select array_agg(tests.person(e)) from unnest(emails) as e), 'A title', 'A body', '/support',
    '{"n": 1}', key, (select d.id from public.domains as d where d.site_domain = site)
  )
$$;
grant execute on function pg_temp.tell(text[], text, text) to public;
create function pg_temp.told() returns text[] language sql as $$
  select array_agg(p.email::text order by p.email::text)
  from public.notifications as n inner join public.people as p on p.id = n.recipient_id
$$;
grant execute on function pg_temp.told() to public;

select is(pg_temp.tell('{user@user.com,staff@demo.example}', key => 'k1'), 2, 'two are told');
select is(pg_temp.told(), '{staff@demo.example,user@user.com}', 'these two');
select results_eq(
  $$select distinct event, type, severity, title, body, link, data, domain_id, read_at, expires_at
  from public.notifications$$,
  $$values ('ticket.escalated', 'ticket', 'urgent', 'A title', 'A body', '/support', '{"n": 1}'::jsonb,
    null::uuid, null::timestamptz, null::timestamptz)$$, 'with the type and severity of the event, unread'
);
select is(pg_temp.tell('{user@user.com,support@demo.example}', key => 'k1'), 1, 'the same key tells only who was not told');
select is(pg_temp.tell('{user@user.com}', key => 'k2'), 1, 'another key tells again');
select is(pg_temp.tell('{user@user.com,user@user.com}'), 1, 'without a key too, and nobody twice in one call');
select is(pg_temp.tell('{}'), 0, 'nobody named: nobody told');
select is(private.notify('ticket.created', null, 't', null, null), 0, 'null names nobody');

delete from public.notifications;
update public.people set status = 'disabled' where email = 'partner@demo.example';
update public.memberships set valid = tstzrange(null, now()) where person_id = tests.person('support@demo.example');
select is(
  pg_temp.tell('{admin@admin.com,user@user.com,staff@demo.example,support@demo.example,partner@demo.example}', 'abtasty.com'),
  2, 'of a domain, only those who work there now'
);
select is(pg_temp.told(), '{admin@admin.com,user@user.com}', 'its client user and who works everywhere');
delete from public.notifications;
select is(pg_temp.tell('{partner@demo.example,support@demo.example}'), 1, 'who is disabled is not told, of nothing');
update public.domains set archived_at = now() where site_domain = 'abtasty.com';
select is(pg_temp.tell('{admin@admin.com}', 'abtasty.com'), 0, 'of an archived domain nobody is');

select is(
  tests.refusal($$select private.notify('no.event', '{}', 't', null, null)$$), '22023 INVALID_INPUT',
  'an event that nobody listed is a mistake'
);
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal($$select private.notify('ticket.created', '{}', 't', null, null)$$), '42501', 'no person calls it');
select tests.as_service();
select is(tests.refusal($$select private.notify('ticket.created', '{}', 't', null, null)$$), '42501', 'nor does the secret key');
select * from finish();
rollback;
