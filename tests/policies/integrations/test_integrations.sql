-- Connections: read by who manages a domain's integrations, written by no client.
-- row: R12 R20 R25 R26
begin;
select plan(18);

select is((select count(*) from public.integrations), 4::bigint, 'there are connections, of look-alikes too');

select tests.as('admin@admin.com');
select is((select count(*) from public.integrations), 4::bigint, 'admin reads those of every domain');
select is(tests.refusal('update public.integrations set status = ''connected'''), '42501', 'admin changes none');
select is(tests.refusal('delete from public.integrations'), '42501', 'admin deletes none');
select is(
  tests.refusal('insert into public.integrations (domain_id) select tests.domain(''abtasty.com'')'), '42501', 'and adds none'
);

select tests.as('user@user.com');
select is((select count(*) from public.integrations), 0::bigint, 'a client user reads none, not even of his domain');
select is(
  tests.refusal('insert into public.integrations (domain_id) select tests.domain(''abtasty.com'')'), '42501', 'adds none'
);
select is(tests.refusal('update public.integrations set status = ''connected'''), '42501', 'changes none');
select is(tests.refusal('delete from public.integrations'), '42501', 'and deletes none');

select tests.as('support@demo.example');
select is((select count(*) from public.integrations), 0::bigint, 'support reads none');
select tests.as('staff@demo.example');
select is((select count(*) from public.integrations), 0::bigint, 'nor does staff');
select tests.as('partner@demo.example');
select is((select count(*) from public.integrations), 0::bigint, 'nor a partner');

select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('user@user.com'), 'integrations', 'view', 'allow', tests.domain('abtasty.com'), 'test');
select tests.as('user@user.com');
select is(
  (select array_agg(distinct domain_id) from public.integrations), array[tests.domain('abtasty.com')],
  'who is granted it in one domain reads that one''s'
);
select is((select count(*) from public.integrations), 2::bigint, 'the ended one too');

select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.integrations), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.integrations'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.integrations), 4::bigint, 'the worker reads all');
select is(tests.refusal('update public.integrations set status = ''connected'''), '42501', 'and writes by RPCs alone');

select * from finish();
rollback;
