-- A person's words go from what tells of the tickets, in the domain of the tickets alone: ids of another
-- domain may be the same.
-- row: R27 R25
begin;
select plan(2);

create temporary table site on commit drop as
select tests.domain(name) as id, name from unnest('{abtasty.com,toto.example}'::text []) as name;
insert into public.notifications (recipient_id, domain_id, event, type, severity, title, body, link, data)
select
  tests.person('admin@admin.com'), site.id, 'ticket.created', 'ticket', 'info', 'of ' || site.name, 'words',
  '/support/tickets/00000000-0000-4000-8000-0000000000aa', '{"title": "words"}'
from site;
select private.erase_ticket_words(tests.domain('abtasty.com'), '{00000000-0000-4000-8000-0000000000aa}');
create function pg_temp.told(of_site text) returns text language sql as $$
  select concat_ws('/', n.body, n.data ->> 'title') from public.notifications as n
  where n.domain_id = tests.domain(of_site) and n.link = '/support/tickets/00000000-0000-4000-8000-0000000000aa'
$$;
select is(pg_temp.told('abtasty.com'), '/[erased]', 'nothing is left of them');
select is(pg_temp.told('toto.example'), 'words/words', 'the other domain keeps its own');

select * from finish();
rollback;
