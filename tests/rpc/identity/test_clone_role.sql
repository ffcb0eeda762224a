-- A role like another.
-- row: T23
begin;
select plan(13);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.clone(role_key text default 'support') returns text language sql as $$
  select tests.refusal(format('select public.clone_role(%L, ''helper'', ''Helper'')', clone.role_key)) $$;
grant execute on all functions in schema pg_temp to anon, authenticated;

select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.clone(), '42501 PERMISSION_DENIED', 'staff clones no role');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.clone(), '42501 PERMISSION_DENIED', 'support clones no role');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.clone(), '42501 PERMISSION_DENIED', 'a client user clones no role');
select tests.as_anon();
select is(pg_temp.clone(), '42501', 'anon clones no role');
select tests.as('admin@admin.com');
select is(pg_temp.clone(), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');

select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.clone('nobody'), '22023 INVALID_INPUT', 'a role is wanted');
select is(tests.refusal($$ select public.clone_role('support', 'Not A Key', 'x') $$), '22023 INVALID_INPUT', 'and a key');
select is(tests.refusal($$ select public.clone_role('support', 'helper', ' ') $$), '22023 INVALID_INPUT', 'and a title');
select is(pg_temp.clone(), null, 'admin clones a role');
select is(pg_temp.clone(), 'PT409 ROLE_EXISTS', 'once');
select results_eq(
  $$ select resource, action from public.role_permissions where role_key = 'helper' order by 1, 2 $$,
  $$ select resource, action from public.role_permissions where role_key = 'support' order by 1, 2 $$, 'the clone has the same permissions'
);
select public.clone_role('guardian', 'keeper', 'Keeper');
select results_eq(
  $$ select resource, action, reach from public.role_permissions where role_key = 'keeper' order by 1 $$,
  $$ values ('analytics', 'view', 'domain'), ('case_documents', 'edit', 'assigned'), ('cases', 'edit', 'assigned'),
    ('donations', 'view', 'assigned') $$, 'which reach as far'
);
select is((select is_system from public.roles where key = 'helper'), false, 'and is no part of the product');

select * from finish();
rollback;
