-- Tenants: the table is for who manages domains; my_domains() tells the others their own.
-- row: R14 R15 R20 R25 R26
begin;
select plan(15);

select tests.as('admin@admin.com');
select is((select count(*) from public.domains), 6::bigint, 'admin reads every domain');
select is(
  tests.rows_affected('update public.domains set verified_at = null where site_domain = ''toto.example'''),
  1::bigint, 'admin changes one'
);
select is(
  tests.refusal('update public.domains set client_id = (select id from public.clients limit 1)'),
  '42501', 'admin cannot move a domain past move_domain()'
);
select is(
  tests.refusal('update public.domains set site_domain = ''x.example'''), '42501', 'nor rename it'
);
select is(tests.refusal('delete from public.domains'), '42501', 'nor delete it');
select is(
  tests.refusal(
    'insert into public.domains (client_id, site_domain) '
    'select id, ''WWW.New.example'' from public.clients limit 1'
  ),
  '23514', 'a name that is not normalized is refused'
);

select tests.as('user@user.com');
select is((select count(*) from public.domains), 0::bigint, 'a client user reads no domain');
select is(
  (select array_agg(site_domain) from public.my_domains()), array['abtasty.com'],
  'but my_domains() names exactly the own one, and no look-alike'
);
select is(
  tests.rows_affected('update public.domains set environment = ''test'''), 0::bigint, 'changes none'
);
select is(
  tests.refusal(
    'insert into public.domains (client_id, site_domain) '
    'values (''20000000-0000-4000-8000-000000000001'', ''new.example'')'
  ),
  '42501', 'and adds none'
);
select tests.as('support@demo.example');
select is((select count(*) from public.domains), 0::bigint, 'support reads no domain');
select is(
  (select array_agg(site_domain) from public.my_domains()),
  array['abtasty.com', 'cooking.example'], 'but knows the own two'
);
select tests.as_anon();
select is(tests.refusal('select from public.domains'), '42501', 'anon is refused');

select tests.back();
select is(
  (select count(*) from public.domains where environment = 'production'), 6::bigint,
  'what was refused has changed nothing'
);
select is(
  tests.refusal(
    'insert into public.domains (client_id, site_domain) '
    'values (''20000000-0000-4000-8000-000000000002'', ''abtasty.com'')'
  ),
  '23505', 'a domain has one owner'
);

select * from finish();
rollback;
