-- Where a case and its files belong is no column to write; if it were, nobody would bring them where he does not edit.
-- row: T05 T06 T07 T08
begin;
select plan(11);

-- Only the policies are left. An update that reads no column asks for no select: the policy on update is alone.
grant update (domain_id, id) on public.cases to authenticated;
insert into public.role_permissions (role_key, resource, action, reach)
values ('partner', 'cases', 'edit', 'org'), ('partner', 'case_documents', 'edit', 'org') on conflict do nothing;
insert into public.memberships (person_id, role_key, domain_id) values (tests.person('staff@demo.example'), 'support', tests.domain('cooking.example'));
update public.people set org_id = tests.client('Toto') where id = tests.person('partner@demo.example');
create function pg_temp.case_id(code text) returns uuid language sql as $$ select md5('case/toto.example' || code)::uuid $$;
create function pg_temp.path(code text, site text default 'toto.example') returns text language sql as $$
  select tests.domain(path.site) || '/' || md5('case/' || path.site || path.code)::uuid || '/a.txt'
$$;
insert into storage.objects (bucket_id, name)
select 'case-documents', pg_temp.path('R-000' || n) from generate_series(1, 3) as n;
create temporary table places on commit drop as
select
  format('update public.cases set domain_id = %L', tests.domain('cooking.example')) as next_door,
  format('update public.cases set domain_id = %L', tests.domain('abtasty.com')) as elsewhere,
  format('update public.cases set id = %L', pg_temp.case_id('R-0003')) as as_shared,
  format('update public.cases set id = %L', gen_random_uuid()) as as_none,
  format('update storage.objects set name = %L', pg_temp.path('R-0001', 'cooking.example')) as file_next_door,
  format('update storage.objects set name = %L', pg_temp.path('R-0003')) as file_to_shared;
grant select on places to public;

select tests.as('staff@demo.example');
select is(tests.refusal(elsewhere), '42501', 'staff takes none to another domain') from places;
select is(tests.refusal(next_door), '42501', 'nor to one where they are only read') from places;
select is(tests.refusal(file_next_door), '42501', 'nor files') from places;
select is(tests.rows_affected('update public.cases set title = ''Edited'''), 6::bigint, 'and edits those of the own domain');
select tests.as('guardian@demo.example');
select is(tests.rows_affected('update public.cases set title = ''Edited'''), 1::bigint, 'a guardian edits the one that is his');
select is(tests.refusal(elsewhere), '42501', 'takes it nowhere else') from places;
select is(tests.refusal(as_none), '42501', 'and makes it no other case') from places;
select tests.as('partner@demo.example');
select is(tests.rows_affected('update public.cases set title = ''Edited'''), 1::bigint, 'a partner who edits edits that of his organization');
select is(tests.refusal(as_shared), '42501', 'and does not make it one that is shared with him for reading') from places;
select is(tests.rows_affected('update storage.objects set version = ''2'''), 1::bigint, 'as its files');
select is(tests.refusal(file_to_shared), '42501', 'of which none goes to that one') from places;

select * from finish();
rollback;
