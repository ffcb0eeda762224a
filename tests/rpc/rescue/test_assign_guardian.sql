-- A case is given to an active guardian of its domain, by who edits all cases there.
-- row: T07 T38
begin;
select plan(21);

create function pg_temp.assign(code text, person text default 'guardian@demo.example', role text default 'primary', site text default 'toto.example')
returns text language sql as $$
  select tests.refusal(format('select public.assign_guardian(%L, %L, %L, %L)',
    tests.domain(assign.site), md5('case/' || assign.site || assign.code)::uuid, tests.person(assign.person), assign.role))
$$;
grant execute on all functions in schema pg_temp to public;

-- A second guardian, and a third who is disabled.
insert into public.people (id, email, role_key, status) values
('00000000-0000-4000-8000-0000000000a1', 'second@demo.example', 'guardian', 'active'),
('00000000-0000-4000-8000-0000000000a2', 'disabled@demo.example', 'guardian', 'disabled');
insert into public.memberships (person_id, role_key, domain_id)
select id, 'guardian', tests.domain('toto.example') from public.people where email in ('second@demo.example', 'disabled@demo.example');

select tests.as('guardian@demo.example');
select is(pg_temp.assign('R-0005'), '42501 PERMISSION_DENIED', 'a guardian gives himself no case');
select is(pg_temp.assign('R-0001', 'second@demo.example', 'co'), '42501 PERMISSION_DENIED', 'nor others one of his');
select tests.as('partner@demo.example');
select is(pg_temp.assign('R-0002'), '42501 PERMISSION_DENIED', 'a partner gives none');
select tests.as('support@demo.example');
select is(pg_temp.assign('R-0001', site => 'cooking.example'), '42501 PERMISSION_DENIED', 'support reads cases and gives none');
select tests.as('user@user.com');
select is(pg_temp.assign('R-0005'), '42501 PERMISSION_DENIED', 'nor does the user of another domain');
select tests.as_anon();
select is(pg_temp.assign('R-0005'), '42501', 'anon may not ask');

select tests.as('staff@demo.example');
select is(pg_temp.assign('R-0001', site => 'cooking.example'), '42501 PERMISSION_DENIED', 'staff of the programme none of another domain');
select is(pg_temp.assign('R-9999'), 'P0002 NOT_FOUND', 'there must be such a case');
select is(pg_temp.assign('R-0005', role => 'friend'), '22023 INVALID_INPUT', 'and such a role');
select is(pg_temp.assign('R-0005', role => null), '22023 INVALID_INPUT', 'null is none');
select is(pg_temp.assign('R-0005', 'partner@demo.example'), '22023 INVALID_INPUT', 'somebody who is no guardian');
select is(pg_temp.assign('R-0005', 'staff@demo.example'), '22023 INVALID_INPUT', 'also who edits all cases');
select is(pg_temp.assign('R-0005', 'disabled@demo.example'), '22023 INVALID_INPUT', 'a disabled guardian');
select is(tests.refusal(format('select public.assign_guardian(%L, %L, null)', tests.domain('toto.example'), md5('case/toto.exampleR-0005')::uuid)),
  '22023 INVALID_INPUT', 'and nobody are refused');
select is(pg_temp.assign('R-0005', 'second@demo.example'), null, 'staff gives a case to a guardian');
select is(pg_temp.assign('R-0005'), '23P01 GUARDIAN_OVERLAPS', 'T07: a second primary is an overlap');
select is(pg_temp.assign('R-0005', role => 'co'), null, 'a co-guardian is none');
select is(pg_temp.assign('R-0005', role => 'co'), '23P01 GUARDIAN_OVERLAPS', 'but twice the same is');
select tests.as('guardian@demo.example');
select is((select count(*) from public.cases where code = 'R-0005'), 1::bigint, 'and reads it at once');

select tests.back();
update public.cases set archived_at = now() where code = 'R-0006';
select tests.as('staff@demo.example');
select is(pg_temp.assign('R-0006'), 'P0002 NOT_FOUND', 'an archived case is given to nobody');
select tests.back();
update public.memberships set role_key = 'client_user' where person_id = tests.person('guardian@demo.example');
select tests.as('staff@demo.example');
select is(pg_temp.assign('R-0003'), '22023 INVALID_INPUT', 'who was a guardian gets none any more');

select * from finish();
rollback;
