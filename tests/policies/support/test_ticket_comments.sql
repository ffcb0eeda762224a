-- Comments: by domain; those of one's own tickets come by ticket_detail() alone. Written by no client.
-- row: R11 R25 R26
begin;
select plan(14);

select tests.ticket_part('ticket_comments');

select results_eq(
  $$select count(*) > 0, count(*) filter (where after ->> 'body' <> '***') from public.audit_log where resource = 'ticket_comments'$$,
  'values (true, 0::bigint)', 'the audit log says that somebody commented, not what'
);
select is(
  tests.refusal($$insert into public.ticket_comments (domain_id, ticket_id, author_id, body)
  select tests.domain('cooking.example'), t.id, t.reporter_id, 'x' from public.tickets as t
  where t.domain_id = tests.domain('abtasty.com') limit 1$$),
  '23503', 'a comment is in the domain of its ticket'
);

select * from finish();
rollback;
