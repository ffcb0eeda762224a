-- What Linear's states mean: told to everybody who works here, changed by nobody.
-- row: R19
begin;
select plan(9);

select tests.as('guardian@demo.example');
select is((select count(*) from public.linear_state_types), 7::bigint, 'whoever works here reads them');
select tests.as('admin@admin.com');
select is(tests.refusal('update public.linear_state_types set ticket_status = ''new'''), '42501', 'not even admin changes one');
select tests.as_service();
select is((select count(*) from public.linear_state_types), 7::bigint, 'the worker reads them');
select is(tests.refusal('delete from public.linear_state_types'), '42501', 'and deletes none');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.linear_state_types), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.linear_state_types'), '42501', 'anon is refused');
select tests.back();
select is(
  tests.refusal($$insert into public.linear_state_types values ('started', 'new')$$), '23505', 'a state has one meaning'
);
select is(
  tests.refusal($$insert into public.linear_state_types values ('other', 'open', 'canceled')$$), '23514', 'a reason is of what is closed'
);
select is_empty(
  $$select s.key, m.ticket_status from public.ticket_statuses as s cross join public.linear_state_types as m
  where s.key <> m.ticket_status and not exists (select from public.ticket_transitions as t
    where t.from_status = s.key and t.to_status = m.ticket_status and t.actor = 'linear')$$, 'Linear gets a ticket there from anywhere'
);

select * from finish();
rollback;
