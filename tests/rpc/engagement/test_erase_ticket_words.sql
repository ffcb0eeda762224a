-- A person's words go from what tells of the tickets, in the domain of the tickets alone: ids of another
-- domain may be the same. Titles are told anew, to each in the own language.
-- row: R27 R25
begin;
select plan(4);

delete from private.outbox;
update public.people set locale = 'fr' where id = tests.person('support@demo.example');
create function pg_temp.id(n integer) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid
$$;
-- The ticket, one beside it, and its twin.
create temporary table made on commit drop as
select tests.domain(site) as domain_id, site, pg_temp.id(n) as id, n
from (values ('abtasty.com', 1), ('abtasty.com', 2), ('toto.example', 1)) as made (site, n);
insert into public.tickets (domain_id, id, number, kind, title, reporter_id)
select domain_id, id, 9000 + n, 'general', 'words', tests.person('admin@admin.com') from made;
insert into public.ticket_comments (domain_id, ticket_id, author_id, body)
select domain_id, id, tests.person('admin@admin.com'), 'words' from made;
insert into public.ticket_notes (domain_id, ticket_id, author_id, body)
select domain_id, id, tests.person('admin@admin.com'), 'words' from made;
insert into public.notifications (recipient_id, domain_id, event, type, severity, title, body, link, data)
select tests.person(email), domain_id, 'ticket.created', 'ticket', 'info', 'words', 'words', '/support/tickets/' || id, '{"title": "words"}'
from made, unnest('{admin@admin.com,support@demo.example}'::text []) as email;
insert into private.outbox (topic, dedupe_key, domain_id, last_error, payload)
select topic, topic || n || site, domain_id, 'words', jsonb_build_object('link', '/support/tickets/' || id, 'title', 'words', 'body', 'words')
from made, unnest('{mail.notification,other.notification}'::text []) as topic;

select private.erase_ticket_words(tests.domain('abtasty.com'), array[pg_temp.id(1)]);

select results_eq(
  'select m.site, m.n, c.body from made as m join public.ticket_comments as c on c.domain_id = m.domain_id and c.ticket_id = m.id order by 1, 2',
  $$values ('abtasty.com', 1, '[erased]'), ('abtasty.com', 2, 'words'), ('toto.example', 1, 'words')$$, 'its comments are empty'
);
select results_eq(
  'select m.site, m.n, c.body from made as m join public.ticket_notes as c on c.domain_id = m.domain_id and c.ticket_id = m.id order by 1, 2',
  $$values ('abtasty.com', 1, '[erased]'), ('abtasty.com', 2, 'words'), ('toto.example', 1, 'words')$$, 'and its notes'
);
select results_eq(
  $$select m.site, m.n, n.title, n.body, n.data ->> 'title' from made as m
    join public.notifications as n on n.domain_id = m.domain_id and n.link = '/support/tickets/' || m.id order by 1, 2, n.title collate "C"$$,
  $$values ('abtasty.com', 1, 'New ticket: [erased]', '', '[erased]'), ('abtasty.com', 1, 'Nouveau ticket : [erased]', '', '[erased]'),
    ('abtasty.com', 2, 'words', 'words', 'words'), ('abtasty.com', 2, 'words', 'words', 'words'),
    ('toto.example', 1, 'words', 'words', 'words'), ('toto.example', 1, 'words', 'words', 'words')$$, 'nothing is left of them where people are told'
);
select results_eq(
  $$select dedupe_key, payload ->> 'title', payload ->> 'body', last_error from private.outbox order by dedupe_key collate "C"$$,
  $$values ('mail.notification1abtasty.com', '[erased]', '[erased]', null), ('mail.notification1toto.example', 'words', 'words', 'words'),
    ('mail.notification2abtasty.com', 'words', 'words', 'words'), ('other.notification1abtasty.com', 'words', 'words', 'words'),
    ('other.notification1toto.example', 'words', 'words', 'words'), ('other.notification2abtasty.com', 'words', 'words', 'words')$$, 'nor in the mails'
);

select * from finish();
rollback;
