-- Bringing a row back to what the audit log says it was.
-- row: T56
begin;
select plan(34);
update public.security_settings set is_strong_auth_relaxed_locally = false;

create temporary table entries (name text, id bigint) on commit drop;
grant select on entries to anon, authenticated;
create function pg_temp.client() returns uuid immutable language sql as $$ select '20000000-0000-4000-8000-000000000001'::uuid $$;
-- The call, on the client above where nothing else is said.
create function pg_temp.call(
  entry text, resource text default 'clients', id text default pg_temp.client()::text, why text default 'a mistake', version text default 'null'
) returns text language sql as $$
  select format('select public.revert_record(%L, %L, %s, %L, %s)', resource, id, (select e.id from entries as e where e.name = entry), why, version)
$$;
grant execute on function pg_temp.client(), pg_temp.call(text, text, text, text, text) to anon, authenticated;

update public.clients set name = 'AB Tasty', plan = 'standard', status = 'active' where id = pg_temp.client();
update public.domains set environment = 'production', verified_at = '2026-01-02 03:04:05+00', stats_valid_from = null
where id = tests.domain('abtasty.com');
create function pg_temp.note(name text) returns void language sql as $$
  insert into entries values (name, (select max(l.id) from public.audit_log as l))
$$;
update public.clients set name = 'Wrong', plan = 'enterprise' where id = pg_temp.client();
select pg_temp.note('renamed');
update public.clients set status = 'suspended', archived_at = now() where id = pg_temp.client();
select pg_temp.note('suspended');
update public.domains set environment = 'test', verified_at = null, stats_valid_from = now() where id = tests.domain('abtasty.com');
select pg_temp.note('domain');
insert into public.clients (name) values ('Newcomer');
select pg_temp.note('inserted');
update public.people set locale = 'fr-FR' where id = tests.person('user@user.com');
select pg_temp.note('person');
insert into public.audit_log (actor_role, action, resource, resource_id, before) values
('system', 'update', 'people', pg_temp.client()::text, '{"plan": "gold"}');
select pg_temp.note('namesake');
insert into entries values ('none', 0);
-- As if a column of the list had been masked when the entry was written.
insert into public.audit_log (actor_role, action, resource, resource_id, before) values
('system', 'update', 'clients', pg_temp.client()::text, '{"name": "***", "status": "*** changed", "plan": "gold", "version": 99}');
select pg_temp.note('masked');
insert into public.audit_log (actor_role, action, resource, resource_id, before) values
('system', 'update', 'clients', pg_temp.client()::text, '{"name": "***", "id": "20000000-0000-4000-8000-0000000000ff", "archived_at": null}');
select pg_temp.note('all masked');
insert into public.audit_log (actor_role, action, resource, resource_id, before) values
('system', 'update', 'clients', '20000000-0000-4000-8000-0000000000ff', '{"plan": "gold"}'),
('system', 'update', 'clients', pg_temp.client()::text, '{"plan": "Not A Plan"}');
select pg_temp.note('not allowed');
insert into entries select 'gone', id - 1 from entries where name = 'not allowed';

-- Who may not.
select tests.as_anon();
select is(tests.refusal(pg_temp.call('renamed')), '42501', 'anon is refused');
select tests.as('user@user.com', 'aal2');
select is(tests.refusal(pg_temp.call('renamed')), '42501 PERMISSION_DENIED', 'a client user may not revert');
select is(tests.refusal(pg_temp.call('none', 'nonsense')), '42501 PERMISSION_DENIED', 'whatever is asked for');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal(pg_temp.call('renamed')), '42501 PERMISSION_DENIED', 'staff may not revert');
select tests.back();
-- A permission over all domains takes a membership in all of them.
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('staff@demo.example'), 'staff', true);
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('staff@demo.example'), 'clients', 'edit', 'allow', true, 'x');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal(pg_temp.call('renamed')), '42501 PERMISSION_DENIED', 'nor who edits clients and may not read the log');
select tests.back();
update public.person_permissions set resource = 'audit', action = 'view' where person_id = tests.person('staff@demo.example');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal(pg_temp.call('renamed')), '42501 PERMISSION_DENIED', 'nor who reads the log and may not edit clients');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('staff@demo.example'), 'clients', 'edit', 'allow', true, 'x');
select tests.as('staff@demo.example', 'aal2');
select is(
  tests.refusal(pg_temp.call('domain', 'domains', tests.domain('abtasty.com')::text)), '42501 PERMISSION_DENIED', 'each table asks for its own permission'
);

-- What is refused to everybody.
select tests.as('admin@admin.com');
select is(tests.refusal(pg_temp.call('renamed')), '42501 STEP_UP_REQUIRED', 'a password is not enough');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal(pg_temp.call('renamed', why => ' ')), '22023 REASON_REQUIRED', 'a blank is no reason');
select is(tests.refusal(pg_temp.call('person', 'people', tests.person('user@user.com')::text)), '22023 NOT_REVERTIBLE', 'people are not reverted');
select is(tests.refusal(pg_temp.call('renamed', 'clients; drop table x')), '22023 NOT_REVERTIBLE', 'nor is what is no table');
select is(tests.refusal(pg_temp.call('none')), 'P0002 NOT_FOUND', 'there must be an entry');
select is(tests.refusal(pg_temp.call('inserted')), 'P0002 NOT_FOUND', 'of this row');
select is(
  tests.refusal(pg_temp.call('inserted', id => (select id::text from public.clients where name = 'Newcomer'))),
  'P0002 NOT_FOUND', 'that is an update'
);
select is(tests.refusal(pg_temp.call('namesake')), 'P0002 NOT_FOUND', 'of this table');
select is(tests.refusal(pg_temp.call('renamed', id => 'x')), 'P0002 NOT_FOUND', 'an id that is none has no entry');
select is(
  tests.refusal(pg_temp.call('gone', id => '20000000-0000-4000-8000-0000000000ff')), 'P0002 NOT_FOUND', 'a row that is not there stays away'
);
select is(
  tests.refusal(pg_temp.call('renamed', version => (select (version - 1)::text from public.clients where id = pg_temp.client()))),
  '40001 STALE_VERSION', 'the row must be as the caller saw it'
);
select is(tests.refusal(pg_temp.call('all masked')), '22023 NOT_REVERTIBLE', 'an entry may hold nothing to bring back');
select is(tests.refusal(pg_temp.call('not allowed')), 'PT409 REVERT_CONFLICT', 'what the table no longer allows is refused');
select tests.back();
update public.clients set name = 'AB Tasty' where name = 'Newcomer';
select tests.back();
update public.clients set archived_at = null where id = pg_temp.client();
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal(pg_temp.call('renamed')), 'PT409 REVERT_CONFLICT', 'so is a name that another client took');
select tests.back();
update public.clients set name = 'Newcomer' where name = 'AB Tasty';
update public.clients set archived_at = '2026-02-03' where id = pg_temp.client();
select is(
  (select name || ' ' || plan || ' ' || status from public.clients where id = pg_temp.client()), 'Wrong enterprise suspended', 'what was refused has changed nothing'
);

-- What it does.
create temporary table start on commit drop as
select version, created_at, (select max(l.id) from public.audit_log as l) as entry from public.clients where id = pg_temp.client();
grant select on start to authenticated;
select tests.as('admin@admin.com', 'aal2');
create temporary table answer on commit drop as
select public.revert_record(
  'clients', pg_temp.client()::text, (select id from entries where name = 'renamed'), ' a mistake ', (select version from start)
) as client;
select is(
  (select (client ->> 'name') || ' ' || (client ->> 'plan') || ' ' || (client ->> 'status') from answer), 'AB Tasty standard active',
  'the row is as it was before that update, later ones undone too'
);
select is((select (client ->> 'id')::uuid from answer), pg_temp.client(), 'the answer is the row');
select tests.back();
select results_eq(
  $$ select name, plan, status, archived_at, version - (select version from start), created_at = (select created_at from start)
     from public.clients where id = pg_temp.client() $$,
  $$ values ('AB Tasty', 'standard', 'active', '2026-02-03'::timestamptz, 1, true) $$, 'columns that are not listed stay'
);
select results_eq(
  $$ select action, resource, resource_id, actor_person_id, reason, before ->> 'name', after ->> 'name'
     from public.audit_log where id > (select entry from start) $$,
  $$ values ('update', 'clients', pg_temp.client()::text, tests.person('admin@admin.com'), 'a mistake', 'Wrong', 'AB Tasty') $$,
  'the revert is one audit row, with its actor and reason'
);
select is(
  (select count(*) from public.clients where plan = 'standard' and name = 'AB Tasty'), 1::bigint, 'no other row is touched'
);
insert into entries select 'revert', max(id) from public.audit_log;
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal(pg_temp.call('revert')), null, 'a revert can be reverted');
select is((select name from public.clients where id = pg_temp.client()), 'Wrong', 'as any other update');
select is(tests.refusal(pg_temp.call('masked')), null, 'an entry with masked values can be used');
select is(
  (select name || ' ' || plan || ' ' || status || (version < 90)::text from public.clients where id = pg_temp.client()), 'Wrong gold suspendedtrue',
  'but masks are never written, nor is a version'
);
select is(tests.refusal(pg_temp.call('domain', 'domains', tests.domain('abtasty.com')::text)), null, 'domains are reverted too');
select is(
  (select environment || ' ' || (verified_at = '2026-01-02 03:04:05+00')::text || ' ' || (stats_valid_from is null)::text
    from public.domains where id = tests.domain('abtasty.com')),
  'production true true', 'with their times, and with what was null'
);
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal(pg_temp.call('renamed')), null, 'who reads the log and edits clients need not be admin');

select * from finish();
rollback;
