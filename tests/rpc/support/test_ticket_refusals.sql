-- A refusal names the field; looking at the hub is not working in it; and what one ticket does to its
-- clock, its key and its issue is its own.
-- row: R11 R25
begin;
select plan(19);

create temporary table it on commit drop as
select t.domain_id, t.id, t.version, t.kind from public.tickets as t
where t.domain_id = tests.domain('abtasty.com') and t.status in ('new', 'on_hold');
grant select on it to public;
create function pg_temp.said(statement text) returns text language plpgsql as $$
begin
  execute statement;
  return null;
exception
  when others then return split_part(sqlerrm, ':', 1);
end;
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('support@demo.example');
select is(pg_temp.said(format('select public.assign_ticket(%L, %L, %L, %s)', domain_id, id, tests.person('user@user.com'), version)), 'assignee_id', 'whom it is given to')
from it where kind = 'chatbot';
select is(pg_temp.said(format('select public.update_ticket(%L, %L, %s, ''x'')', domain_id, id, version)), 'title', 'the title of a chatbot issue')
from it where kind = 'chatbot';
select is(
  (select pg_temp.said(format('select public.create_chatbot_ticket(%L, %L, gen_random_uuid(), ''not_accurate'')', t.domain_id, t.conversation_id))
    from public.tickets as t inner join it on it.id = t.id where t.kind = 'chatbot'), 'selected_message_id', 'the answer'
);
select tests.as('user@user.com');
select is(pg_temp.said(format('select public.create_general_ticket(%L, ''x'', priority => ''urgent'')', tests.domain('abtasty.com'))), 'priority', 'what is urgent');
select tests.as_service();
select is(pg_temp.said('select public.run_ticket_upkeep(0)'), 'batch_size', 'a batch of tickets');
select is(pg_temp.said('select public.run_webhook_upkeep(0)'), 'batch_size', 'a batch of webhooks');

-- support.view alone.
select tests.back();
update public.role_permissions set action = 'view' where role_key = 'support' and resource in ('support', 'tickets');
select tests.as('support@demo.example');
select is(
  tests.refusal(format('select public.transition_ticket(%L, %L, ''open'', %s)', domain_id, id, version)), '42501 PERMISSION_DENIED', 'who only looks moves nothing'
) from it where kind = 'chatbot';
select is(
  tests.refusal(format('select public.create_general_ticket(%L, ''x'', priority => ''urgent'')', tests.domain('abtasty.com'))), '22023 INVALID_INPUT', 'nor says what is urgent'
);
select is(
  tests.refusal(format('select public.note_ticket(%L, %L, ''x'')', domain_id, id)), '42501 PERMISSION_DENIED', 'nor notes anything'
) from it where kind = 'chatbot';
select tests.back();
update public.role_permissions set action = 'edit' where role_key = 'support' and resource in ('support', 'tickets');

-- The same key gives the same id, in the domain where it was given.
create temporary table made (n integer, id uuid) on commit drop;
grant all on made to public;
select tests.as('admin@admin.com');
insert into made select 1, public.create_general_ticket(tests.domain('abtasty.com'), 'One', idempotency_key => 'k');
insert into made select 2, public.create_general_ticket(tests.domain('cooking.example'), 'Two', idempotency_key => 'k');
select is(public.create_general_ticket(tests.domain('abtasty.com'), 'x', idempotency_key => 'k'), (select id from made where n = 1), 'here the one');
select is(public.create_general_ticket(tests.domain('cooking.example'), 'x', idempotency_key => 'k'), (select id from made where n = 2), 'there the other');
select tests.back();
select ok(
  (select payload ->> 'description' like '% of cooking.example, from %' from private.outbox where payload ->> 'ticket_id' = (select id::text from made where n = 2)),
  'its issue says where it is from'
);
insert into made select 3, public.create_general_ticket(tests.domain('abtasty.com'), 'x') from (select tests.as('admin@admin.com')) as acting;
select tests.back();
create temporary table planned on commit drop as select a.* from private.ticket_alerts as a where a.ticket_id = (select id from made where n = 3);
select is((select count(*) from planned), 4::bigint, 'two promises, each with its warning');
select tests.as('support@demo.example');
select isnt((select public.update_ticket(tests.domain('abtasty.com'), id, 1, priority => 'high') from made where n = 1), null, 'another ticket has another priority');
select tests.back();
select set_eq('select * from planned', $$select a.* from private.ticket_alerts as a where a.ticket_id = (select id from made where n = 3)$$, 'which leaves them alone');

-- An own ticket is one's own as long as one works in its domain.
create function pg_temp.actor() returns text language sql as $$
  select actor from private.ticket_access(tests.domain('abtasty.com'), tests.person('user@user.com'))
$$;
select tests.as('user@user.com');
reset role;
select is(pg_temp.actor(), 'reporter', 'who reported it');
update public.memberships set domain_id = tests.domain('toto.example') where person_id = tests.person('user@user.com');
select is(pg_temp.actor(), null, 'not any more, since he works elsewhere');
select tests.back();

-- Linear hears of changes, of tickets that it has.
delete from private.outbox;
select private.update_issue(t, '{}') from public.tickets as t inner join it using (id);
select is((select count(*) from private.outbox), 0::bigint, 'nothing changed, nothing is sent');
delete from public.ticket_links;
select private.update_issue(t, '{"priority": 2}') from public.tickets as t inner join it using (id);
select is((select count(*) from private.outbox), 0::bigint, 'nor about a ticket without an issue');

select * from finish();
rollback;
