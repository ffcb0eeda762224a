-- What the caller may do, and where.
-- row: T08 R25
begin;
select plan(5);
select tests.as('user@user.com');
select is(
  (select array_agg(distinct domain_ids) from public.my_permissions()),
  array[array['10000000-0000-4000-8000-000000000001'::uuid]], 'everything in the one domain'
);
select is(
  (select count(*) from public.my_permissions() where is_all_domains),
  0::bigint, 'nothing everywhere'
);
select tests.as('admin@admin.com');
select is(
  (select count(*) from public.my_permissions() where is_all_domains and cardinality(domain_ids) = 6),
  94::bigint, 'admin: 94 permissions, everywhere'
);
select tests.back();
delete from public.memberships where person_id = tests.person('user@user.com');
select tests.as('user@user.com');
select is_empty('select * from public.my_permissions()', 'without a domain there is none');
select tests.as_anon();
select is(tests.refusal('select * from public.my_permissions()'), '42501', 'anon may not ask');
select * from finish();
rollback;
