-- What the caller may do, and where.
-- row: T08 R25
begin;
select plan(8);
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
  array(select permission from public.my_permissions() where is_all_domains and cardinality(domain_ids) = 6 and reach = 'domain'),
  array(
    select p.resource || '.' || p.action from public.permissions as p
    where exists (
      select from public.role_permissions as rp
      where rp.role_key = 'admin' and rp.resource = p.resource and rp.action in (p.action, 'manage')
    )
    order by 1
  ), 'admin: what the role gives, everywhere'
);
select cmp_ok((select count(*) from public.my_permissions()), '>', 90::bigint, 'which is a lot');
select tests.as('partner@demo.example');
select results_eq(
  $$select permission, is_all_domains, domain_ids = array[tests.domain('toto.example')], reach from public.my_permissions()$$,
  $$values ('analytics.view', false, true, 'domain'), ('case_documents.view', false, true, 'org'),
    ('cases.view', false, true, 'org'), ('donations.view', false, true, 'org')$$, 'a partner: and how far it reaches'
);
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason) values
(tests.person('partner@demo.example'), 'cases', 'view', 'allow', true, 'a trial'),
(tests.person('partner@demo.example'), 'donations', 'view', 'deny', true, 'a leave');
select tests.as('partner@demo.example');
select results_eq(
  'select permission, reach from public.my_permissions()',
  $$values ('analytics.view', 'domain'), ('case_documents.view', 'org'), ('cases.view', 'domain'), ('cases.view', 'org')$$,
  'an exception gives whole domains, and takes from every reach'
);
select tests.back();
delete from public.memberships where person_id = tests.person('user@user.com');
select tests.as('user@user.com');
select is_empty('select * from public.my_permissions()', 'without a domain there is none');
select tests.as_anon();
select is(tests.refusal('select * from public.my_permissions()'), '42501', 'anon may not ask');
select * from finish();
rollback;
