-- The issue in Linear: by domain, written by no client.
-- row: R11 R25 R26
begin;
select plan(14);

select tests.ticket_part('ticket_links');

select is(
  tests.refusal($$insert into public.ticket_links (domain_id, ticket_id)
  select l.domain_id, l.ticket_id from public.ticket_links as l limit 1$$),
  '23505', 'a ticket has one issue'
);
select is(
  tests.refusal($$update public.ticket_links set url = 'javascript:alert(1)'$$), '23514', 'whose address is a page'
);

select * from finish();
rollback;
