-- row: R14 R20 R26
begin;
select plan(11);
create function pg_temp.call(args text, client text default '20000000-0000-4000-8000-000000000001')
returns text language sql as $$
  select tests.refusal(format('select public.create_domain(%L, %s)', client, args))
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests.as('admin@admin.com');
select is(
  (select row(site_domain, environment, verified_at, version)::text
    from public.create_domain('20000000-0000-4000-8000-000000000001', 'https://www.New.Example/x', 'staging')),
  '(new.example,staging,,1)', 'a name comes normalized and unverified'
);
select is(
  pg_temp.call('''WWW.abtasty.com.'''), '23505 DOMAIN_EXISTS',
  'the same name written otherwise is the same'
);
select is(pg_temp.call('''abtasty.com.au'''), null, 'a look-alike is another');
select is(pg_temp.call(args), '22023 INVALID_INPUT', args || ' is refused')
from (values ('null'), ('''localhost'''), ('''x.example'', ''moon'''), ('''x.example'', null')) as cases (args);
select is(pg_temp.call('''x.example''', gen_random_uuid()::text), 'P0002 NOT_FOUND', 'no such client');
select tests.back();
update public.clients set archived_at = now() where name = 'Toto';
select tests.as('admin@admin.com');
select is(
  pg_temp.call('''x.example''', '20000000-0000-4000-8000-000000000005'),
  'PT409 CLIENT_ARCHIVED', 'no archived client'
);
select tests.as('user@user.com', 'aal2');
select is(pg_temp.call('''x.example'''), '42501 PERMISSION_DENIED', 'a client user may not');
select tests.as_anon();
select is(tests.refusal('select public.create_domain(null, null)'), '42501', 'nor anon');
select * from finish();
rollback;
