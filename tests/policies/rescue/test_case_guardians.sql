-- Who looks after a case: one primary at a time; read by who sees all cases, and by the guardian himself.
-- row: T07
begin;
select plan(21);

create function pg_temp.give(role text, valid text, person text default 'staff@demo.example') returns text language sql as $$
  select tests.refusal(format(
    'insert into public.case_guardians (domain_id, case_id, guardian_id, role, valid) '
    'select domain_id, id, %L, %L, %L from public.cases where code = ''R-0003''',
    tests.person(give.person), give.role, give.valid
  ))
$$;
select is(pg_temp.give('primary', '[2026-01-01,2026-06-01)'), null, 'a primary guardian for five months');
select is(pg_temp.give('primary', '[2026-05-31,)', 'guardian@demo.example'), '23P01', 'T07: two overlapping primaries: 23P01');
select is(pg_temp.give('primary', '[2026-06-01,)', 'guardian@demo.example'), null, 'one after the other is right');
select is(pg_temp.give('co', '[2026-07-01,)'), null, 'and another beside him, as co');
select is(pg_temp.give('co', '[2026-07-01,)', 'admin@admin.com'), null, 'and one more');
select is(pg_temp.give('co', '[2026-08-01,)'), '23P01', 'but nobody twice at a time');
select is(pg_temp.give('friend', '[2027-07-01,)', 'user@user.com'), '23514', 'there is no third role');
select is(pg_temp.give('co', 'empty', 'user@user.com'), '23514', 'an empty range is none');
select is(pg_temp.give('co', '[,2026-01-01)', 'user@user.com'), '23514', 'nor one without a beginning');
select is(pg_temp.give('co', '[2026-01-01,2026-01-02]', 'user@user.com'), '23514', 'ranges are half-open');

select tests.as('admin@admin.com');
select is((select count(*) from public.case_guardians), 6::bigint, 'admin reads all');
select tests.as('staff@demo.example');
select is((select count(*) from public.case_guardians), 6::bigint, 'and staff those of the rescue programme');
select is(
  tests.refusal('insert into public.case_guardians (role) values (''co'')'), '42501', 'adds none by hand'
);
select is(tests.refusal('update public.case_guardians set role = ''co'''), '42501', 'changes none');
select is(tests.refusal('delete from public.case_guardians'), '42501', 'and deletes none');
select tests.back();
insert into public.case_guardians (domain_id, case_id, guardian_id, role, valid)
select c.domain_id, c.id, tests.person('guardian@demo.example'), 'co', '[2026-01-01,)'
from public.cases as c where c.domain_id = tests.domain('cooking.example');
select tests.as('guardian@demo.example');
select results_eq(
  'select role from public.case_guardians where guardian_id = private.current_person_id()',
  $$values ('primary'), ('primary')$$, 'a guardian sees what he has now'
);
select is((select count(*) from public.case_guardians), 2::bigint, 'not what he had, nor who else there is, nor where he does not work');
select tests.as('partner@demo.example');
select is((select count(*) from public.case_guardians), 0::bigint, 'a partner sees none');
select tests.as('user@user.com');
select is((select count(*) from public.case_guardians), 0::bigint, 'nor the user of another domain');
select tests.as_anon();
select is(tests.refusal('select from public.case_guardians'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.case_guardians), 7::bigint, 'the worker reads all');

select * from finish();
rollback;
