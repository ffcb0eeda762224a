-- An answer of the agent is reported: that answer, of that conversation, as it was then.
-- row: R10 R25 R26
begin;
select plan(29);
delete from private.outbox;

create temporary table talk on commit drop as
select m.domain_id, m.conversation_id, m.id, m.role, m.content, d.site_domain
from public.messages as m inner join public.domains as d on d.id = m.domain_id;
grant select on talk to public;
create temporary table mine on commit drop as
select domain_id, conversation_id, id as message_id, content from talk
where site_domain = 'abtasty.com' and role = 'assistant' order by id limit 1;
grant select on mine to public;
create temporary table made (id uuid) on commit drop;
grant all on made to public;
create function pg_temp.try(site text, conversation_id uuid, message_id uuid, subtype text default 'not_accurate', more text default '')
returns text language sql as $$
  select tests.refusal(format(
    'select public.create_chatbot_ticket(%L, %L, %L, %L%s)', tests.domain(site), conversation_id, message_id, subtype, more
  ))
$$;
grant execute on function pg_temp.try to public;

select tests.as('user@user.com');
select is(
  (select pg_temp.try('abtasty.com', mine.conversation_id, talk.id) from mine inner join talk using (domain_id)
    where talk.role = 'assistant' and talk.conversation_id <> mine.conversation_id limit 1),
  '22023 INVALID_INPUT', 'not an answer of another conversation'
);
select is(
  (select pg_temp.try('abtasty.com', conversation_id, talk.id) from mine inner join talk using (domain_id, conversation_id)
    where talk.role = 'visitor' limit 1), '22023 INVALID_INPUT', 'not what the visitor said'
);
select is(
  (select pg_temp.try('abtasty.com', conversation_id, gen_random_uuid()) from mine), '22023 INVALID_INPUT', 'not what nobody said'
);
select is((select pg_temp.try('abtasty.com', conversation_id, null) from mine), '22023 INVALID_INPUT', 'not nothing');
select is(
  (select pg_temp.try('abtasty.com', talk.conversation_id, talk.id) from talk where site_domain = 'notabtasty.com' and role = 'assistant' limit 1),
  'P0002 NOT_FOUND', 'not in a conversation of another domain'
);
select is((select pg_temp.try('abtasty.com', gen_random_uuid(), message_id) from mine), 'P0002 NOT_FOUND', 'nor in none: the same answer');
select is(
  (select pg_temp.try('notabtasty.com', talk.conversation_id, talk.id) from talk where site_domain = 'notabtasty.com' and role = 'assistant' limit 1),
  '42501 PERMISSION_DENIED', 'not where one does not work'
);
select is((select pg_temp.try('abtasty.com', conversation_id, message_id, 'ugly') from mine), '22023 INVALID_INPUT', 'a subtype that there is');
select is((select pg_temp.try('abtasty.com', conversation_id, message_id, null) from mine), '22023 INVALID_INPUT', 'and not none');
select is(
  (select pg_temp.try('abtasty.com', conversation_id, message_id, more => format(', %L', repeat('x', 10001))) from mine),
  '22023 INVALID_INPUT', 'an expected answer of 10000 characters at most'
);
select is(
  (select pg_temp.try('abtasty.com', conversation_id, message_id, more => ', priority => ''urgent''') from mine),
  '22023 INVALID_INPUT', 'urgent is for support to say'
);
select is(
  (select pg_temp.try('abtasty.com', conversation_id, message_id, more => ', idempotency_key => ''''') from mine),
  '22023 INVALID_INPUT', 'a key says something'
);
select tests.back();
select is((select count(*) from public.tickets where created_at = now()), 0::bigint, 'nothing of this was stored');

insert into public.messages (domain_id, id, conversation_id, seq, role, content, occurred_at, event_id)
select domain_id, gen_random_uuid(), conversation_id, 999, 'human', 'x', now(), gen_random_uuid() from mine;
select tests.as('user@user.com');
select is(
  (select pg_temp.try('abtasty.com', conversation_id, m.id) from mine inner join public.messages as m using (domain_id, conversation_id)
    where m.role = 'human'), '22023 INVALID_INPUT', 'not what a colleague said'
);
insert into made select public.create_chatbot_ticket(domain_id, conversation_id, message_id, 'not_accurate', ' 42 euros ', 'low', 'k') from mine;
insert into made select public.create_chatbot_ticket(domain_id, conversation_id, message_id, 'accurate_but_not_ok', idempotency_key => 'k') from mine;
insert into made select public.create_chatbot_ticket(domain_id, conversation_id, message_id, 'accurate_but_not_ok', ' ') from mine;
select is((select count(distinct id) from made), 2::bigint, 'the same key again is the same ticket');
select results_eq(
  $$select t.kind, t.subtype, t.conversation_id, t.conversation_link, t.message_id, t.message_content, t.expected_answer,
    t.priority, t.reporter_id from public.tickets as t where t.id = (select id from made limit 1)$$,
  $$select 'chatbot', 'not_accurate', conversation_id, '/conversations/' || conversation_id, message_id, content, '42 euros',
    'low', tests.person('user@user.com') from mine$$, 'all that was said is kept'
);
select ok(
  (select t.title like 'Not accurate: ' || left(mine.content, 20) || '%' and length(t.title) <= 200
    from public.tickets as t, mine where t.id = (select id from made limit 1)), 'its title is made of it'
);
select results_eq(
  $$select left(t.title, 21), t.expected_answer from public.tickets as t where t.id = (select id from made offset 2 limit 1)$$,
  $$values ('Accurate, but not ok:', null::text)$$, 'no expected answer is none'
);

select tests.back();
update public.messages set content = 'We never said that.' where id = (select message_id from mine);
select is(
  (select t.message_content from public.tickets as t where t.id = (select id from made limit 1)), (select content from mine),
  'an edit later changes nothing'
);
delete from public.messages where id = (select message_id from mine);
select is(
  (select t.message_content from public.tickets as t where t.id = (select id from made limit 1)), (select content from mine),
  'nor that the message is gone'
);
select is(
  (select payload ->> 'description' from private.outbox where payload ->> 'ticket_id' = (select id::text from made limit 1)),
  (select E'**The answer is not accurate.**\n\n> ' || replace(content, E'\n', E'\n> ')
    || E'\n\nExpected:\n\n42 euros\n\nConversation: /conversations/' || conversation_id
    || E'\n\nTicket 7 of abtasty.com, from Uma User <user@user.com>' from mine),
  'Linear is told all of it'
);
select ok(
  (select payload ->> 'description' like '%accurate, but not ok.**%' and payload ->> 'description' not like '%Expected%'
    from private.outbox where payload ->> 'ticket_id' = (select id::text from made offset 2 limit 1)), 'and no more'
);

-- Whoever may not read conversations must not learn by this which there are.
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('user@user.com'), 'conversations', 'view', 'deny', true, 'test');
select tests.as('user@user.com');
select is(
  (select pg_temp.try('abtasty.com', conversation_id, message_id) from mine), '42501 PERMISSION_DENIED', 'without conversations.view'
);
select is((select pg_temp.try('abtasty.com', gen_random_uuid(), message_id) from mine), '42501 PERMISSION_DENIED', 'whatever is asked for');
select tests.as('partner@demo.example');
select is((select pg_temp.try('toto.example', conversation_id, message_id) from mine), '42501 PERMISSION_DENIED', 'nor does a partner');
select tests.as_anon();
select is((select pg_temp.try('abtasty.com', conversation_id, message_id) from mine), '42501', 'nor anon');
select tests.as_service();
select is((select pg_temp.try('abtasty.com', conversation_id, message_id) from mine), '42501', 'nor the secret key');

select tests.back();
select is(
  tests.refusal('update public.tickets set kind = ''general'' where kind = ''chatbot'''), '23514', 'a general request is about no answer'
);
select is(
  tests.refusal('update public.tickets set message_content = null where kind = ''chatbot'''), '23514', 'and a chatbot issue about one'
);

select * from finish();
rollback;
