-- The team page.
-- row: T10
-- row: R20
begin;
select plan(15);

select tests.as('admin@admin.com');
select is(
  (select array_agg(email order by email) from public.list_people()),
  (select array_agg(email::text order by email) from public.people where status <> 'deleted'), 'admin lists everybody'
);
select results_eq(
  $$ select main_role, person_status, memberships from public.list_people('USER@user') $$,
  $$ values ('client_user', 'active', '[{"domain_id": "10000000-0000-4000-8000-000000000001", "is_all_domains": false, "role_key": "client_user"}]'::jsonb) $$,
  'with role, status and memberships, by a part of the address in any case'
);
select is((select array_agg(email) from public.list_people(role_key => 'guardian')), array['guardian@demo.example'], 'by role');
select is((select count(*) from public.list_people(search => '%')), 0::bigint, 'a percent sign is a percent sign');
create temporary table pages on commit drop as
select * from public.list_people(page_size => 3);
select is((select count(*) from pages), 3::bigint, 'a page has its size');
select is(
  (select array_agg(id order by id desc) from (select id from pages union all select id from public.list_people(page_size => 500, after => (select min(id::text)::uuid from pages))) as both_pages),
  (select array_agg(id order by id desc) from public.people where status <> 'deleted'), 'the next page goes on, without gap or repetition'
);
select is(tests.refusal('select public.list_people(page_size => 501)'), '22023 INVALID_INPUT', 'a page has an end');
select is(tests.refusal('select public.list_people(page_size => null)'), '22023 INVALID_INPUT', 'always');
select tests.back();
select private.anonymise_person(tests.person('partner@demo.example'));
select tests.as('admin@admin.com');
select is((select count(*) from public.list_people(search => 'deleted')), 0::bigint, 'deleted people are not listed');
select is((select count(*) from public.list_people(status => 'deleted')), 1::bigint, 'unless asked for');

select tests.as('staff@demo.example');
select is(tests.refusal('select public.list_people()'), '42501 PERMISSION_DENIED', 'staff lists nobody');
select is((select array_agg(email::text) from public.people), array['staff@demo.example'], 'and reads only the own row');
select tests.as('support@demo.example');
select is(tests.refusal('select public.list_people()'), '42501 PERMISSION_DENIED', 'support lists nobody');
select tests.as('user@user.com');
select is(tests.refusal('select public.list_people()'), '42501 PERMISSION_DENIED', 'a client user lists nobody');
select tests.as_anon();
select is(tests.refusal('select public.list_people()'), '42501', 'anon lists nobody');

select * from finish();
rollback;
