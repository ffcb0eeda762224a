-- Webhooks: read by who manages a domain's integrations, written by no client.
-- row: C53 R25
begin;
select plan(10);

select cmp_ok((select count(distinct domain_id) from public.webhook_deliveries), '>=', 2::bigint, 'there are some, of look-alikes too');
create temporary table expected on commit drop as select domain_id, count(*) as rows from public.webhook_deliveries group by domain_id;
grant select on expected to public;

select tests.as('admin@admin.com');
select results_eq(
  'select domain_id, count(*) from public.webhook_deliveries group by 1 order by 1',
  'select domain_id, rows from expected order by 1', 'admin reads those of every domain'
);
select is(
  array[
    tests.refusal('update public.webhook_deliveries set status_code = 200'), tests.refusal('delete from public.webhook_deliveries'),
    tests.refusal('insert into public.webhook_deliveries (domain_id) select tests.domain(''abtasty.com'')')
  ], array_fill('42501'::text, array[3]), 'and writes none'
);
select tests.as('user@user.com');
select is((select count(*) from public.webhook_deliveries), 0::bigint, 'a client user reads none, not even of his domain');
select is(tests.refusal('delete from public.webhook_deliveries'), '42501', 'and writes none');
select tests.as('support@demo.example');
select is((select count(*) from public.webhook_deliveries), 0::bigint, 'support reads none');

select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('user@user.com'), 'integrations', 'view', 'allow', tests.domain('abtasty.com'), 'test');
select tests.as('user@user.com');
select results_eq(
  'select domain_id, count(*) from public.webhook_deliveries group by 1',
  'select domain_id, rows from expected where domain_id = tests.domain(''abtasty.com'')',
  'who is granted it in one domain reads that one''s'
);

select tests.as_anon();
select is(tests.refusal('select from public.webhook_deliveries'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.webhook_deliveries), (select sum(rows) from expected)::bigint, 'the worker reads all');
select is(tests.refusal('delete from public.webhook_deliveries'), '42501', 'and writes by RPCs alone');

select * from finish();
rollback;
