-- The names of the own domains, page by page.
-- row: R15 R20 R26
begin;
select plan(9);
select tests.as('admin@admin.com');
select is(
  (select array_agg(site_domain) from public.my_domains(page_size => 4)),
  array['abtasty.com', 'abtasty.com.evil.example', 'cooking.example', 'notabtasty.com'], 'the first page'
);
select is(
  (select array_agg(site_domain) from public.my_domains('notabtasty.com', 4)),
  array['sub.abtasty.com', 'toto.example'], 'the second begins after it'
);
select is(tests.refusal('select public.my_domains(page_size => 0)'), '22023 INVALID_INPUT', 'no empty page');
select is(
  tests.refusal('select public.my_domains(page_size => 501)'), '22023 INVALID_INPUT',
  'no endless page'
);
select is(tests.refusal('select public.my_domains(page_size => null)'), '22023 INVALID_INPUT', 'no null');
select tests.as('user@user.com');
select is(
  (select array_agg(site_domain || ' ' || client_name || ' ' || role_key) from public.my_domains()),
  array['abtasty.com AB Tasty client_user'], 'a client user: the own one'
);
select tests.back();
update public.memberships set valid = tstzrange(now() + interval '1 day', null) where person_id = tests.person('user@user.com');
select tests.as('user@user.com');
select is_empty('select * from public.my_domains()', 'not before the membership begins');
select tests.back();
update public.domains set archived_at = now() where site_domain = 'toto.example';
select tests.as('admin@admin.com');
select is((select count(*) from public.my_domains()), 5::bigint, 'archived domains are left out');
select tests.as_anon();
select is(tests.refusal('select * from public.my_domains()'), '42501', 'anon may not ask');
select * from finish();
rollback;
