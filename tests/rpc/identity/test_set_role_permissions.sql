-- What a role may do.
-- row: T23
-- row: T08
begin;
select plan(20);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.change(permissions text, version integer default 1, role_key text default 'helper') returns text language sql as $$
  select tests.refusal(format('select public.set_role_permissions(%L, %L, ''tidy up'', %s)', change.role_key, change.permissions, change.version)) $$;
grant execute on all functions in schema pg_temp to anon, authenticated;

select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.change('{}', 1, 'support'), '42501 PERMISSION_DENIED', 'staff changes no role');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.change('{}', 1, 'support'), '42501 PERMISSION_DENIED', 'support changes no role');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.change('{}', 1, 'support'), '42501 PERMISSION_DENIED', 'a client user changes no role');
select tests.as_anon();
select is(pg_temp.change('{}', 1, 'support'), '42501', 'anon changes no role');
select tests.as('admin@admin.com');
select is(pg_temp.change('{}', 1, 'support'), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');

select tests.as('user@user.com', 'aal2');
select is(tests.refusal($$ insert into public.role_permissions values ('client_user', 'support', 'view') $$), '42501', 'nor through the table');
select tests.as('admin@admin.com', 'aal2');
select public.clone_role('support', 'helper', 'Helper');
select is(pg_temp.change('{conversations.view}', 1, 'admin'), '42501 SYSTEM_ROLE', 'the admin role stays');
select is(pg_temp.change('{conversations.view}', 1, 'support'), '42501 SYSTEM_ROLE', 'and so does every role of the product');
select throws_like(
  $$ select public.set_role_permissions('support', '{}', 'x', 1) $$, '%roles of the product%', 'which the message says'
);
select is(
  (select count(*) from public.role_permissions where role_key = 'support'),
  (select count(*) from public.role_permissions where role_key = 'helper'), 'nothing of it changed'
);
select is(pg_temp.change('{conversations.view,nothing.view}'), '22023 INVALID_INPUT', 'permissions must be there');
select is(tests.refusal($$ select public.set_role_permissions('helper', null, 'x', 1) $$), '22023 INVALID_INPUT', 'null is not none');
select is(pg_temp.change('{conversations.view}', 99), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.change('{conversations.view,conversations.view,cases.edit}'), null, 'admin changes the role');
select is(
  (select array_agg(resource || '.' || action order by resource) from public.role_permissions where role_key = 'helper'),
  array['cases.edit', 'conversations.view'], 'to exactly these'
);
select is(pg_temp.change('{}', 1), '40001 STALE_VERSION', 'the change counts as a version');
select is(pg_temp.change('{}', 2), null, 'none is a set too');

select public.clone_role('guardian', 'keeper', 'Keeper');
select is(pg_temp.change('{cases.view,conversations.view}', 1, 'keeper'), null, 'another action on the same resource');
select results_eq(
  $$ select resource, action, reach from public.role_permissions where role_key = 'keeper' order by 1 $$,
  $$ values ('cases', 'view', 'assigned'), ('conversations', 'view', 'domain') $$, 'reaches no further than before'
);
select tests.back();
select is(
  (select array_agg(action order by id) from public.audit_log where resource = 'role_permissions' and resource_id = 'helper,cases,edit'),
  array['insert', 'delete'], 'each change is audited'
);

select * from finish();
rollback;
