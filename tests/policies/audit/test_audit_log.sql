-- The audit log: read with audit.view, written by triggers alone, changed by nobody.
-- row: T55
-- row: T04
begin;
select plan(18);

-- Something happens in two domains and on the platform.
update public.clients set plan = 'enterprise';
insert into public.memberships (person_id, role_key, domain_id)
values (tests.person('staff@demo.example'), 'staff', tests.domain('abtasty.com'));

select is(
  (select array_agg(action || ' ' || resource) from public.audit_log where resource = 'memberships' and domain_id = tests.domain('abtasty.com') and transaction_id = pg_current_xact_id()),
  array['insert memberships'], 'a change of a row with a domain is in that domain''s chain'
);

-- An auditor of one domain only.
insert into public.roles (key, title, rank, landing_route) values ('auditor', 'Auditor', 10, '/audit');
insert into public.role_permissions (role_key, resource, action) values ('auditor', 'audit', 'view');
update public.memberships set role_key = 'auditor' where person_id = tests.person('user@user.com');

select tests.as('admin@admin.com');
select cmp_ok((select count(*) from public.audit_log where domain_id is null), '>', 0::bigint, 'admin reads the platform''s rows');
select cmp_ok((select count(*) from public.audit_log where domain_id is not null), '>', 0::bigint, 'admin reads the domains'' rows');
select is(tests.refusal('update public.audit_log set action = ''x'''), '42501', 'admin cannot edit the log');
select is(tests.refusal('delete from public.audit_log'), '42501', 'admin cannot delete from it');
select is(tests.refusal('insert into public.audit_log (actor_role, action, resource) values (''admin'', ''x'', ''x'')'), '42501', 'admin cannot write to it');

select tests.as('user@user.com');
select cmp_ok((select count(*) from public.audit_log), '>', 0::bigint, 'an auditor of one domain reads its rows');
select is(
  (select count(*) from public.audit_log where domain_id is distinct from '10000000-0000-4000-8000-000000000001'), 0::bigint,
  'and no others, nor the platform''s'
);

select tests.as('staff@demo.example');
select is((select count(*) from public.audit_log), 0::bigint, 'staff reads nothing');
select tests.as('support@demo.example');
select is((select count(*) from public.audit_log), 0::bigint, 'support reads nothing');
select tests.as_anon();
select is(tests.refusal('select from public.audit_log'), '42501', 'anon is refused');

select tests.back();
update public.domains set archived_at = now() where site_domain = 'abtasty.com';
select tests.as('admin@admin.com');
select is(
  (select count(*) from public.audit_log where domain_id = '10000000-0000-4000-8000-000000000001'), 0::bigint,
  'of an archived domain even admin reads nothing'
);

select tests.as_service();
select is(tests.refusal('update public.audit_log set action = ''x'''), '42501', 'the secret key cannot edit the log');
select is(tests.refusal('insert into public.audit_log (actor_role, action, resource) values (''x'', ''x'', ''x'')'), '42501', 'nor write to it');

select tests.back();
select is(tests.refusal('update public.audit_log set action = ''x'''), '42501 APPEND_ONLY', 'the owner cannot edit the log');
select is(tests.refusal('delete from public.audit_log'), '42501 APPEND_ONLY', 'nor delete from it');
select is(tests.refusal('truncate public.audit_log'), '42501 APPEND_ONLY', 'nor empty it');
select is(tests.refusal('truncate private.audit_log_default'), '42501 APPEND_ONLY', 'nor empty a partition');

select * from finish();
rollback;
