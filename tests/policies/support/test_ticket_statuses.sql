-- The states of a ticket: told to everybody who works here, changed by nobody.
-- row: R11 R19
begin;
select plan(8);

select tests.as('guardian@demo.example');
select is((select count(*) from public.ticket_statuses), 6::bigint, 'whoever works here reads the statuses');
select tests.as('admin@admin.com');
select is(tests.refusal('update public.ticket_statuses set title = ''x'''), '42501', 'not even admin changes one');
select tests.as_service();
select is((select count(*) from public.ticket_statuses), 6::bigint, 'the worker reads them');
select is(tests.refusal('delete from public.ticket_statuses'), '42501', 'and deletes none');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.ticket_statuses), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.ticket_statuses'), '42501', 'anon is refused');

select tests.back();
select set_eq(
  $$select key from public.ticket_statuses where sla_clock = 'paused'$$, array['pending'],
  'the clock waits while the reporter is to answer, and then alone'
);
select set_eq(
  $$select key from public.ticket_statuses where not is_open$$, array['resolved', 'closed'], 'nothing is left to do in these'
);

select * from finish();
rollback;
