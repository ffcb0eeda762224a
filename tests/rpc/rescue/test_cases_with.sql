-- Single cases are those that are given to the caller, in a domain in which he works.
-- row: T07
begin;
select plan(3);

insert into public.cases (domain_id, id, code, title, species, category)
values (tests.domain('abtasty.com'), md5('elsewhere')::uuid, 'ELSE-1', 'Elsewhere', 'cat', 'rescue');
insert into public.case_guardians (domain_id, case_id, guardian_id, role, valid)
values (tests.domain('abtasty.com'), md5('elsewhere')::uuid, tests.person('guardian@demo.example'), 'co', tstzrange(now() - interval '1 day', null));
insert into public.case_guardians (domain_id, case_id, guardian_id, role, valid)
select c.domain_id, c.id, tests.person('partner@demo.example'), 'co', tstzrange(now() - interval '1 day', null)
from public.cases as c where c.domain_id = tests.domain('toto.example') and c.code = 'R-0006';

select tests.as('guardian@demo.example');
select is(private.cases_with('cases.view'), array[md5('case/toto.example' || 'R-0001')::uuid], 'his own; not another guardian''s, nor that of a domain in which he does not work');
select tests.back();
insert into public.memberships (person_id, role_key, domain_id) values (tests.person('guardian@demo.example'), 'guardian', tests.domain('abtasty.com'));
select tests.as('guardian@demo.example');
select is(cardinality(private.cases_with('cases.view')), 2, 'until he works there');
select tests.as('support@demo.example');
select is(private.cases_with('cases.view'), '{}', 'who reads a whole domain is given none one by one');

select * from finish();
rollback;
