-- Taking a grant back.
-- row: T08
begin;
select plan(18);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

insert into public.person_permissions (id, person_id, resource, action, effect, is_all_domains, reason) values
('00000000-0000-0000-0000-00000000000a', tests.person('user@user.com'), 'conversations', 'view', 'deny', true, 'x'),
('00000000-0000-0000-0000-00000000000b', tests.person('admin@admin.com'), 'orders', 'view', 'deny', true, 'x');
create function pg_temp.take(id text default 'a') returns text language sql as $$
  select tests.refusal(format('select public.revoke_person_permission(''00000000-0000-0000-0000-00000000000%s'', ''over'')', take.id)) $$;
grant execute on all functions in schema pg_temp to anon, authenticated;

select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.take(), '42501 PERMISSION_DENIED', 'staff takes no grant');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.take(), '42501 PERMISSION_DENIED', 'support takes no grant');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.take(), '42501 PERMISSION_DENIED', 'a client user takes no grant');
select tests.as_anon();
select is(pg_temp.take(), '42501', 'anon takes no grant');
select tests.as('admin@admin.com');
select is(pg_temp.take(), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');

select tests.as('user@user.com');
select is(private.domains_with('conversations.view'), '{}', 'what is denied is denied');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.take('b'), '42501 NOT_YOURSELF', 'nobody takes it from himself');
select is(pg_temp.take('c'), 'P0002 NOT_FOUND', 'a grant is wanted');
select is(tests.refusal($$ select public.revoke_person_permission('00000000-0000-0000-0000-00000000000a', ' ') $$), '22023 REASON_REQUIRED', 'and a reason');
select throws_ok($$select public.revoke_person_permission('00000000-0000-0000-0000-00000000000c', 'over')$$, 'P0002', 'no such grant', 'as is said');
select is((select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()), 0::bigint, 'nobody is kept waiting for what is refused');
select is(pg_temp.take(), null, 'admin takes it back');
select is((select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()), 1::bigint, 'while nobody else changes who may what');
select is(pg_temp.take(), 'P0002 NOT_FOUND', 'once');
select tests.as('user@user.com');
select is(private.domains_with('conversations.view'), array['10000000-0000-4000-8000-000000000001']::uuid[], 'and all is as before');
select tests.back();
select is((select array_agg(reason) from public.audit_log where resource = 'person_permissions' and action = 'delete'), array['over'], 'the audit log knows why');

-- To lift a ban is to give: a manager does not give what he does not hold.
insert into public.memberships (person_id, role_key, is_all_domains)
values (tests.person('support@demo.example'), 'support', true);
insert into public.person_permissions (id, person_id, resource, action, effect, is_all_domains, reason) values
('00000000-0000-0000-0000-00000000000c', tests.person('guardian@demo.example'), 'cases', 'edit', 'deny', true, 'x'),
('00000000-0000-0000-0000-00000000000d', tests.person('guardian@demo.example'), 'cases', 'edit', 'allow', true, 'x'),
('00000000-0000-0000-0000-00000000000e', tests.person('support@demo.example'), 'collaborators', 'manage', 'allow', true, 'x');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.take('c'), '42501 PERMISSION_DENIED', 'a manager lifts no ban on what he may not do himself');
select is(pg_temp.take('d'), null, 'though he may take away');

select * from finish();
rollback;
