-- Linear is told of a change under the issue of that very ticket.
-- row: R11 R26 C30
begin;
select plan(2);

-- Every ticket has an issue.
delete from public.ticket_links;
insert into public.ticket_links (domain_id, ticket_id) select t.domain_id, t.id from public.tickets as t;
select cmp_ok((select count(*) from public.ticket_links), '>', 2::bigint, 'there are several issues');

delete from private.outbox;
select private.update_issue(t, jsonb_build_object('title', t.id)) from public.tickets as t;
select set_eq(
  $$select domain_id, payload ->> 'id' as id, payload #>> '{changes,title}' as title from private.outbox where topic = 'linear.issue.update'$$,
  $$select domain_id, id::text, ticket_id::text as title from public.ticket_links$$, 'each change is of its own issue'
);

select * from finish();
rollback;
