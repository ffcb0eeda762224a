-- Back-fills of the copy to Amplitude: read by who manages a domain's integrations, written by no client.
-- row: C16 C45 R25
begin;
select plan(9);

create temporary table expected on commit drop as select distinct domain_id from public.event_backfills;
grant select on expected to public;
select cmp_ok((select count(*) from expected), '>=', 2::bigint, 'there are some, of look-alikes too');

select tests.as('admin@admin.com');
select set_eq('select domain_id from public.event_backfills', 'select domain_id from expected', 'admin reads those of every domain');
select is(
  array[
    tests.refusal('update public.event_backfills set queued = 9'), tests.refusal('delete from public.event_backfills'),
    tests.refusal('insert into public.event_backfills (domain_id, begins_at, ends_at, requested_by) select tests.domain(''sub.abtasty.com''), now(), now() + ''1 day'', tests.person(''admin@admin.com'')')
  ], array_fill('42501'::text, array[3]), 'and writes none'
);
select tests.as('user@user.com');
select is((select count(*) from public.event_backfills), 0::bigint, 'a client user reads none, not even of his domain');
select tests.as('support@demo.example');
select is((select count(*) from public.event_backfills), 0::bigint, 'support reads none');

select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('user@user.com'), 'integrations', 'view', 'allow', tests.domain('abtasty.com'), 'test');
select tests.as('user@user.com');
select results_eq(
  'select domain_id from public.event_backfills', 'select tests.domain(''abtasty.com'')', 'who is granted it in one domain reads that one''s'
);

select tests.as_anon();
select is(tests.refusal('select from public.event_backfills'), '42501', 'anon is refused');
select tests.as_service();
select set_eq('select domain_id from public.event_backfills', 'select domain_id from expected', 'the worker reads all');
select is(tests.refusal('delete from public.event_backfills'), '42501', 'and writes by RPCs alone');

select * from finish();
rollback;
