-- The daily worker's part: partitions ahead, old notes forgotten.
-- row: T55
-- row: T57
begin;
select plan(15);

insert into public.access_log (at, actor_role, kind, resource, result)
values (now() - interval '14 months', 'system', 'login', 'x', 'allowed');

select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.run_audit_upkeep()'), '42501', 'admin does not run it');
select tests.as('user@user.com');
select is(tests.refusal('select public.run_audit_upkeep()'), '42501', 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select public.run_audit_upkeep()'), '42501', 'nor anon');
select tests.as_service();
select is(
  public.run_audit_upkeep(), '{"partitions_created": 2, "access_rows_purged": 1}',
  'the worker does; this month has rows in the default partition and stays there'
);
select is(public.run_audit_upkeep(), '{"partitions_created": 0, "access_rows_purged": 0}', 'again, there is nothing to do');

select tests.back();
select is(private.ensure_audit_partitions('2030-01-31', 2), 2, 'months ahead can be made');
insert into public.audit_log (at, actor_role, action, resource)
values ('2030-01-31 23:59:59+00', 'system', 'probe', 'x'), ('2030-02-01 00:00:00+00', 'system', 'probe', 'x'), ('2031-01-01', 'system', 'probe', 'x');
select results_eq(
  $$ select tableoid::regclass::text from public.audit_log where resource = 'x' order by at $$,
  array['private.audit_log_2030_01', 'private.audit_log_2030_02', 'private.audit_log_default'],
  'a row goes to its month, in UTC, or to the default'
);
select is(private.ensure_audit_partitions('2030-12-01', 2), 1, 'a month whose rows are in the default stays there, and the one before it is made');
select is(tests.refusal('truncate private.audit_log_2030_01'), '42501 APPEND_ONLY', 'a new partition cannot be emptied');
select is(tests.refusal('delete from private.audit_log_2030_01'), '42501 APPEND_ONLY', 'nor deleted from');
select is(tests.refusal('update private.audit_log_2030_01 set action = ''x'''), '42501 APPEND_ONLY', 'nor edited');
select is(
  (select count(*) from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
    where i.inhparent = 'public.audit_log'::regclass and not c.relrowsecurity),
  0::bigint, 'no partition is without row security'
);
select tests.as('admin@admin.com');
select is((select count(*) from public.audit_log where resource = 'x'), 3::bigint, 'admin reads all of them through the log');
select is(tests.refusal('select from private.audit_log_2030_01'), '42501', 'and none by its own name');
select tests.as('staff@demo.example');
select is((select count(*) from public.audit_log where resource = 'x'), 0::bigint, 'staff reads none');

select * from finish();
rollback;
