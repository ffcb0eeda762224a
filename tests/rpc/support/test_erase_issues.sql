-- What Linear is to get and has told of a ticket is erased, and nothing of another ticket, issue or domain,
-- though it has the same ids.
-- row: R27 R25 C39
begin;
select plan(6);

delete from private.outbox;
delete from private.webhook_inbox;
delete from public.ticket_links;
create function pg_temp.id(n integer) returns uuid language sql as $$
  select ('00000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid
$$;
insert into public.tickets (domain_id, id, number, kind, title, reporter_id)
select tests.domain(site), pg_temp.id(n), 9000 + n, 'general', 'words', tests.person('admin@admin.com')
from (values ('abtasty.com', 1), ('abtasty.com', 2), ('toto.example', 1), ('toto.example', 2)) as made (site, n);
-- Of the ticket, of the one beside it; of the ticket's twin, and with the issue's id.
insert into public.ticket_links (domain_id, id, ticket_id, url)
select tests.domain(site), pg_temp.id(issue), pg_temp.id(ticket), 'https://linear.app/acme/issue/A-1/words'
from (values ('abtasty.com', 11, 1), ('abtasty.com', 12, 2), ('toto.example', 13, 1), ('toto.example', 11, 2)) as made (site, issue, ticket);

create function pg_temp.say(key text, topic text, payload jsonb, site text default 'abtasty.com') returns void language sql as $$
  insert into private.outbox (dedupe_key, topic, payload, domain_id, last_error)
  values (key, topic, payload || '{"title": "words"}', tests.domain(site), 'words')
$$;
select pg_temp.say('1 create', 'linear.issue.create', jsonb_build_object('id', pg_temp.id(11))),
  pg_temp.say('2 update', 'linear.issue.update', jsonb_build_object('id', pg_temp.id(11), 'changes', '{"title": "words", "stateId": "s"}'::jsonb)),
  pg_temp.say('3 comment', 'linear.comment.create', jsonb_build_object('issue_id', pg_temp.id(11), 'body', 'words')),
  pg_temp.say('4 beside', 'linear.issue.create', jsonb_build_object('id', pg_temp.id(12))),
  pg_temp.say('5 twin', 'linear.issue.create', jsonb_build_object('id', pg_temp.id(11)), 'toto.example'),
  pg_temp.say('6 other', 'other.system.told', jsonb_build_object('id', pg_temp.id(11)));
create function pg_temp.hear(key text, about integer, names integer, signed boolean default true, at timestamptz default null)
returns void language sql as $$
  insert into private.webhook_inbox (provider, delivery_id, headers, body, signature_ok, is_fresh, processed_at)
  values ('linear', key, '{}', convert_to(jsonb_build_object(
    'data', jsonb_build_object('id', pg_temp.id(about), 'parentId', pg_temp.id(names))
  )::text, 'UTF8'), signed, true, at)
$$;
select pg_temp.hear('1 unread', 11, 11), pg_temp.hear('2 read', 11, 11, at => now()), pg_temp.hear('3 forged', 11, 11, false),
  pg_temp.hear('4 child', 12, 11), pg_temp.hear('5 beside', 12, 12);

select private.erase_issues(tests.domain('abtasty.com'), array[pg_temp.id(1)]);

select results_eq(
  'select d.site_domain, right(l.id::text, 2), right(l.url, 6) from public.ticket_links as l join public.domains as d on d.id = l.domain_id order by 1, 2',
  $$values ('abtasty.com', '11', 'ue/A-1'), ('abtasty.com', '12', '/words'), ('toto.example', '11', '/words'), ('toto.example', '13', '/words')$$,
  'the address of this issue alone keeps no title'
);
select results_eq(
  $$select dedupe_key, last_error, payload - 'id' - 'issue_id' from private.outbox where dedupe_key ~ '^[1-6]' order by 1$$,
  $$values ('1 create', null, '{"title": "[erased]", "description": "[erased]"}'::jsonb),
    ('2 update', null, '{"title": "words", "changes": {"title": "[erased]", "stateId": "s", "description": "[erased]"}}'),
    ('3 comment', null, '{"title": "words", "body": "[erased]"}'), ('4 beside', 'words', '{"title": "words"}'),
    ('5 twin', 'words', '{"title": "words"}'), ('6 other', 'words', '{"title": "words"}')$$,
  'nor do the messages about it, in this domain'
);
select results_eq(
  $$select delivery_id, length(body) = 0, error from private.webhook_inbox order by 1$$,
  $$values ('1 unread', true, 'erased'), ('2 read', true, 'erased'), ('3 forged', true, 'erased'), ('4 child', true, 'erased'), ('5 beside', false, null)$$,
  'nor what names it and came from Linear'
);
select results_eq(
  $$select topic, dedupe_key, domain_id, payload from private.outbox where dedupe_key ~ '^linear' order by 1$$,
  format(
    $$values ('linear.issue.erase', 'linear.issue.erase:%1$s', %2$L::uuid, '{"id": "%1$s"}'::jsonb),
    ('linear.issue.read', 'linear.issue.read:1 unread', %2$L, '{"id": "%1$s"}')$$, pg_temp.id(11), tests.domain('abtasty.com')
  ), 'Linear is asked to erase it, and what it has told unheard is asked for'
);

-- Other providers get no words either, and are asked too, though the domain's tickets go to Linear again.
delete from private.outbox;
insert into public.webhook_endpoints (domain_id, id, url, topics, is_active, created_by)
values (tests.domain('abtasty.com'), pg_temp.id(20), 'https://hooks.example.com', '{case.created}', false, tests.person('admin@admin.com'));
update public.ticket_links as l set provider = 'hubspot' where l.domain_id = tests.domain('abtasty.com') and l.id = pg_temp.id(11);
update public.ticket_links as l set provider = 'webhook', endpoint_id = pg_temp.id(20)
where l.domain_id = tests.domain('abtasty.com') and l.id = pg_temp.id(12);
select pg_temp.say('1 create', 'hubspot.ticket.create', jsonb_build_object('id', pg_temp.id(11))),
  pg_temp.say('2 update', 'hubspot.ticket.update', jsonb_build_object('id', pg_temp.id(11), 'changes', '{"title": "words"}'::jsonb)),
  pg_temp.say('3 note', 'hubspot.note.create', jsonb_build_object('issue_id', pg_temp.id(11), 'body', 'words'));
select private.erase_issues(tests.domain('abtasty.com'), array[pg_temp.id(1), pg_temp.id(2)]);
select results_eq(
  $$select dedupe_key, last_error, payload - 'id' - 'issue_id' from private.outbox where dedupe_key ~ '^[1-3]' order by 1$$,
  $$values ('1 create', null, '{"title": "[erased]", "description": "[erased]"}'::jsonb),
    ('2 update', null, '{"title": "words", "changes": {"title": "[erased]", "description": "[erased]"}}'),
    ('3 note', null, '{"title": "words", "body": "[erased]"}')$$, 'HubSpot gets no words'
);
select results_eq(
  $$select topic, coalesce(payload ->> 'id', payload ->> 'endpoint_id'), payload ->> 'topic', (payload ->> 'body')::jsonb -> 'data' from private.outbox where topic ~ 'erase|deliver' order by 1$$,
  format(
    $$values ('hubspot.ticket.erase', %1$L, null, null::jsonb), ('webhook.deliver', %2$L, 'issue.erased', jsonb_build_object('domain_id', %3$L, 'id', %4$L, 'ticket_id', %5$L))$$,
    pg_temp.id(11), pg_temp.id(20), tests.domain('abtasty.com'), pg_temp.id(12), pg_temp.id(2)
  ), 'and each is asked in its own way'
);

select * from finish();
rollback;
