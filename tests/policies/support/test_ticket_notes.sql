-- What support says to itself reaches nobody else: neither in rows nor in counts, lists, details,
-- notifications, mails, the outbox or the audit log.
-- row: R11 R25
begin;
select plan(24);

create temporary table secret on commit drop as
select t.domain_id, t.id as ticket_id from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.reporter_id = tests.person('user@user.com')
  and t.status = 'new';
grant select on secret to public;
delete from public.notifications;
delete from private.outbox;

select tests.as('support@demo.example');
create temporary table before on commit drop as
select public.ticket_detail(domain_id, ticket_id) - 'notes' as detail from secret;
select isnt(
  (select public.note_ticket(domain_id, ticket_id, 'zebra: they never pay', array[
    tests.person('user@user.com'), tests.person('admin@admin.com')]) from secret), null, 'support writes a note'
);
select is((select count(*) from public.ticket_notes), 3::bigint, 'and reads all of its domains');
select ok(
  (select public.ticket_detail(domain_id, ticket_id) -> 'notes' @> '[{"body": "zebra: they never pay"}]' from secret),
  'also with the ticket'
);
select is((select count(*) from public.notifications), 0::bigint, 'others'' notifications are others''');

select tests.back();
select is(
  (select array_agg(p.email::text || ' ' || n.event || n.title || n.body) from public.notifications as n
    inner join public.people as p on p.id = n.recipient_id),
  (select array['admin@admin.com ticket.mentioned' || 'You were mentioned: ' || t.title]
    from secret inner join public.tickets as t on t.id = secret.ticket_id),
  'whom it mentions is told that there is one, unless he may not read it'
);
select is_empty('select from private.outbox', 'nothing leaves');
select is_empty($$select from public.audit_log where after::text like '%zebra%'$$, 'the audit log does not keep the text');
select isnt_empty($$select from public.audit_log where resource = 'ticket_notes' and after ->> 'body' = '***'
  and actor_person_id = tests.person('support@demo.example')$$, 'but who wrote it');

select tests.as('user@user.com');
select is((select count(*) from public.ticket_notes), 0::bigint, 'its reporter reads none');
select ok(not public.ticket_detail(domain_id, ticket_id) ? 'notes', 'nor with the ticket') from secret;
select is(
  (select public.ticket_detail(domain_id, ticket_id) -> part from secret), (select detail -> part from before),
  'nor does it show in its ' || part
) from unnest(array['ticket', 'timeline', 'link', 'assignee_name']) as part;
select is_empty($$select from public.list_tickets() as l where l::text like '%zebra%'$$, 'nor in the list');
select is(
  (select l.last_change_at from public.list_tickets() as l inner join secret on secret.ticket_id = l.id),
  (select (detail -> 'ticket' ->> 'updated_at')::timestamptz from before), 'which does not even say that something happened'
);
select is_empty($$select from public.list_tickets('{"text": "zebra"}')$$, 'nor by a search');
select is(
  (select tests.refusal(format('select public.note_ticket(%L, %L, %L)', domain_id, ticket_id, 'x')) from secret),
  '42501 PERMISSION_DENIED', 'nor does he write one'
);
select is(tests.refusal('insert into public.ticket_notes (body) values (''x'')'), '42501', 'by hand neither');
select is(tests.refusal('update public.ticket_notes set body = ''x'''), '42501', 'nor changes one');

select tests.as('partner@demo.example');
select is((select count(*) from public.ticket_notes), 0::bigint, 'a partner reads none');
select tests.as('admin@admin.com');
select is((select count(*) from public.ticket_notes), 3::bigint, 'admin reads all');
select is(tests.refusal('delete from public.ticket_notes'), '42501', 'and deletes none');
select tests.as_anon();
select is(tests.refusal('select from public.ticket_notes'), '42501', 'anon is refused');

select * from finish();
rollback;
