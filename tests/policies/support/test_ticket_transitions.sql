-- Who may move a ticket where: told to everybody who works here, changed by nobody.
-- row: R11 R19
begin;
select plan(11);

select tests.as('guardian@demo.example');
select cmp_ok((select count(*) from public.ticket_transitions), '>', 20::bigint, 'whoever works here reads the transitions');
select tests.as('admin@admin.com');
select is(tests.refusal('delete from public.ticket_transitions'), '42501', 'not even admin deletes one');
select is(tests.refusal('insert into public.ticket_transitions values (''new'', ''open'', ''reporter'')'), '42501', 'or adds one');
select tests.as_service();
select cmp_ok((select count(*) from public.ticket_transitions), '>', 20::bigint, 'the worker reads them');
select is(tests.refusal('update public.ticket_transitions set actor = ''reporter'''), '42501', 'and changes none');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.ticket_transitions), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.ticket_transitions'), '42501', 'anon is refused');

select tests.back();
select is_empty(
  $$select key from public.ticket_statuses as s where not exists (
    select from public.ticket_transitions as t where t.from_status = s.key and t.actor = 'support')$$,
  'support can leave every status'
);
select is_empty(
  $$select key from public.ticket_statuses as s where key <> 'new' and not exists (
    select from public.ticket_transitions as t where t.to_status = s.key and t.actor = 'support')$$, 'and reach every one'
);
select set_eq(
  $$select from_status || '>' || to_status from public.ticket_transitions where actor = 'reporter'$$,
  array['new>resolved', 'new>closed', 'open>resolved', 'on_hold>resolved', 'pending>resolved', 'pending>open',
    'resolved>open', 'resolved>closed'], 'a reporter these and no others'
);
select set_eq(
  $$select from_status || '>' || to_status || ' ' || actor from public.ticket_transitions where is_on_reply$$,
  array['pending>open reporter', 'resolved>open reporter'], 'by a comment these'
);

select * from finish();
rollback;
