-- A general request: who may, what is stored, numbered, sent to Linear and told, and that it happens once.
-- row: R11 R19 R25 C30
begin;
select plan(42);
delete from public.notifications;
delete from private.outbox;
create temporary table made (id uuid) on commit drop;
grant all on made to public;
create function pg_temp.try(site text, title text, more text default '') returns text language sql as $$
  select tests.refusal(format('select public.create_general_ticket(%L, %L%s)', tests.domain(site), title, more))
$$;
grant execute on function pg_temp.try to public;

select tests.as('user@user.com');
select is(pg_temp.try('cooking.example', 'x'), '42501 PERMISSION_DENIED', 'not where one does not work');
select is(pg_temp.try('sub.abtasty.com', 'x'), '42501 PERMISSION_DENIED', 'not in a look-alike of where one works');
select is(tests.refusal('select public.create_general_ticket(null, ''x'')'), '42501 PERMISSION_DENIED', 'not nowhere');
select is(pg_temp.try('abtasty.com', E' \n'), '22023 INVALID_INPUT', 'a title says something');
select is(pg_temp.try('abtasty.com', null), '22023 INVALID_INPUT', 'there is one');
select is(pg_temp.try('abtasty.com', repeat('x', 201)), '22023 INVALID_INPUT', 'of 200 characters at most');
select is(pg_temp.try('abtasty.com', 'x', format(', %L', repeat('x', 10001))), '22023 INVALID_INPUT', 'a description of 10000');
select is(pg_temp.try('abtasty.com', 'x', ', ''x'', ''huge'''), '22023 INVALID_INPUT', 'a priority that there is');
select is(pg_temp.try('abtasty.com', 'x', ', ''x'', null'), '22023 INVALID_INPUT', 'and not none');
select is(pg_temp.try('abtasty.com', 'x', ', ''x'', ''urgent'''), '22023 INVALID_INPUT', 'urgent is for support to say');
select is(pg_temp.try('abtasty.com', 'x', ', idempotency_key => '''''), '22023 INVALID_INPUT', 'a key says something');
select is(pg_temp.try('abtasty.com', 'x', format(', idempotency_key => %L', repeat('x', 201))), '22023 INVALID_INPUT', 'and is short');
select tests.back();
select is((select count(*) from public.tickets where created_at = now()), 0::bigint, 'nothing of this was stored');

select tests.as('user@user.com');
insert into made select public.create_general_ticket(
  tests.domain('abtasty.com'), '  ' || repeat('t', 200) || E'\n', E'Please\nhelp', 'high', 'k');
select results_eq(
  $$select t.kind, t.title, t.description, t.status, t.priority, t.reporter_id = private.current_person_id(), t.number, t.version
  from public.tickets as t inner join made on made.id = t.id$$,
  format($$values ('general', %L, E'Please\nhelp', 'new', 'high', true, 7, 1)$$, repeat('t', 200)), 'it is stored, trimmed'
);
insert into made select public.create_general_ticket(tests.domain('abtasty.com'), 'Another', idempotency_key => 'k');
select is((select count(distinct id) from made), 1::bigint, 'the same key again is the same ticket');
insert into made select public.create_general_ticket(tests.domain('abtasty.com'), 'Another', idempotency_key => 'l');
select results_eq(
  $$select t.number, t.title from public.tickets as t where t.domain_id = tests.domain('abtasty.com') and t.number > 6 order by 1$$,
  format($$values (7, %L), (8, 'Another')$$, repeat('t', 200)), 'another key is another one, and no number is lost'
);
select tests.as('support@demo.example');
insert into made select public.create_general_ticket(tests.domain('abtasty.com'), 'Mine', priority => 'urgent', idempotency_key => 'k');
select is((select count(distinct id) from made), 3::bigint, 'somebody else''s key is somebody else''s; support says urgent');
select is(
  tests.refusal(format('select public.create_general_ticket(%L, ''x'', priority => ''urgent'')', tests.domain('toto.example'))),
  '42501 PERMISSION_DENIED', 'where it works'
);
select tests.as('guardian@demo.example');
select is(pg_temp.try('toto.example', 'x'), null, 'whoever works in a domain may ask, without any permission');
select is(pg_temp.try('toto.example', 'x', ', priority => ''urgent'''), '22023 INVALID_INPUT', 'but not urgently');
select tests.as_anon();
select is(tests.refusal('select public.create_general_ticket(gen_random_uuid(), ''x'')'), '42501', 'anon may not');
select tests.as_service();
select is(tests.refusal('select public.create_general_ticket(gen_random_uuid(), ''x'')'), '42501', 'nor the secret key');

-- What Linear gets.
select tests.back();
create temporary table sent on commit drop as
select o.*, l.id as link_id, l.domain_id as link_domain_id from made
inner join public.ticket_links as l on l.ticket_id = made.id
inner join private.outbox as o on o.payload ->> 'ticket_id' = made.id::text
where made.id = (select id from made limit 1);
select is((select count(distinct id) from sent), 1::bigint, 'one message for the ticket, however often it was sent');
select is((select distinct topic from sent), 'linear.issue.create', 'to make an issue');
select is((select distinct dedupe_key from sent), 'linear.issue.create:' || (select distinct link_id from sent), 'with a key of its own');
select is((select distinct (payload ->> 'id')::uuid from sent), (select distinct link_id from sent), 'under the id that we keep');
select is((select distinct substr(link_id::text, 15, 1) from sent), '4', 'of the version that Linear takes');
select is((select distinct domain_id from sent), tests.domain('abtasty.com'), 'of the domain');
select is((select distinct link_domain_id from sent), tests.domain('abtasty.com'), 'as the link is');
select is((select distinct payload ->> 'title' from sent), repeat('t', 200), 'its title');
select is((select distinct payload -> 'priority' from sent), '2'::jsonb, 'its priority');
select is((select distinct payload ->> 'link' from sent), '/support/tickets/' || (select id from made limit 1), 'the way back');
select is(
  (select distinct payload ->> 'description' from sent),
  E'Please\nhelp\n\nTicket 7 of abtasty.com, from Uma User <user@user.com>', 'and what was said, by whom'
);
select is(
  (select array_agg(distinct payload -> 'priority' order by payload -> 'priority') from private.outbox where topic = 'linear.issue.create'),
  array['1', '2', '3']::jsonb[], 'urgent is 1, high 2, normal 3'
);

-- Who is told.
select set_eq(
  $$select p.email::text, n.event, n.domain_id from public.notifications as n inner join public.people as p on p.id = n.recipient_id
  where n.data ->> 'ticket_id' = (select id::text from made limit 1)$$,
  $$values ('admin@admin.com', 'ticket.created', tests.domain('abtasty.com'))$$,
  'support is told, of whom one wants no such notifications'
);
select is(
  (select title from public.notifications where data ->> 'number' = '8'), 'New ticket: Another', 'what it is about'
);
select is(
  (select link from public.notifications where data ->> 'number' = '8'),
  '/support/tickets/' || (select id from made offset 2 limit 1), 'and where to read it'
);
delete from public.notification_prefs;
delete from public.notifications;
select tests.as('support@demo.example');
insert into made select public.create_general_ticket(tests.domain('cooking.example'), 'Mine too');
select tests.back();
select set_eq(
  'select p.email::text from public.notifications as n inner join public.people as p on p.id = n.recipient_id',
  array['admin@admin.com'], 'nobody is told of what he did himself'
);
delete from public.notifications;
select tests.as('user@user.com');
insert into made select public.create_general_ticket(tests.domain('abtasty.com'), 'x');
select tests.back();
select set_eq(
  'select p.email::text from public.notifications as n inner join public.people as p on p.id = n.recipient_id',
  array['admin@admin.com', 'support@demo.example'], 'support of that domain, not of others, and nobody else'
);
select results_eq(
  $$select e.kind, e.actor, e.actor_id, e.from_value from public.ticket_events as e where e.ticket_id = (select id from made limit 1)$$,
  $$values ('created', 'reporter', tests.person('user@user.com'), null)$$, 'its timeline begins'
);
select is(
  (select e.actor from public.ticket_events as e where e.ticket_id = (select id from made offset 3 limit 1)), 'support', 'as who he is'
);
select isnt_empty(
  $$select from public.audit_log where resource = 'tickets' and action = 'insert' and domain_id = tests.domain('abtasty.com')
  and actor_person_id = tests.person('user@user.com')$$, 'and it is in the audit log'
);

select * from finish();
rollback;
