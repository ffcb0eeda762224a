-- A permission for one person.
-- row: T08
-- row: T24
begin;
select plan(20);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create temporary table ids on commit drop as
select tests.person('user@user.com') as client_user, tests.person('admin@admin.com') as admin,
  tests.domain('abtasty.com') as ours, tests.domain('notabtasty.com') as theirs;
grant select on ids to anon, authenticated;
create function pg_temp.give(permission text, effect text default 'allow', rest text default '') returns text language sql as $$
  select tests.refusal(format('select public.grant_person_permission(client_user, %L, %L, ''helps out''%s) from ids', give.permission, give.effect, give.rest)) $$;
grant execute on all functions in schema pg_temp to anon, authenticated;

select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.give('support.view'), '42501 PERMISSION_DENIED', 'staff gives no grant');
select tests.as('staff@demo.example');
select is(pg_temp.give('support.view'), '42501 PERMISSION_DENIED', 'and is not asked for a strong login first');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.give('support.view'), '42501 PERMISSION_DENIED', 'support gives no grant');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.give('support.view'), '42501 PERMISSION_DENIED', 'a client user gives no grant');
select tests.as_anon();
select is(pg_temp.give('support.view'), '42501', 'anon gives no grant');
select tests.as('admin@admin.com');
select is(pg_temp.give('support.view'), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');

select tests.as('user@user.com', 'aal2');
select is(tests.refusal($$ insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
  select client_user, 'support', 'view', 'allow', true, 'x' from ids $$), '42501', 'nor through the table');
select tests.as('admin@admin.com', 'aal2');
select is(
  tests.refusal($$ select public.grant_person_permission(admin, 'support.view', 'allow', 'x') from ids $$), '42501 NOT_YOURSELF', 'nobody gives himself anything'
);
select is(pg_temp.give('support.nothing'), '22023 INVALID_INPUT', 'a permission is wanted');
select is(pg_temp.give('support.view', 'maybe'), '22023 INVALID_INPUT', 'and an effect');
select is(pg_temp.give('support.view', null), '22023 INVALID_INPUT', 'one of two');
select is(pg_temp.give('support.view', 'allow', ', expires_at => now()'), '22023 INVALID_INPUT', 'and a future');
select is(pg_temp.give('support.view', 'allow', ', domain_id => gen_random_uuid()'), '42501 PERMISSION_DENIED', 'and a domain that there is');
select is(pg_temp.give('support.view', 'allow', ', domain_id => theirs'), null, 'admin gives a grant in a domain');
select tests.as('user@user.com');
select is(private.domains_with('support.view'), '{}', 'which reaches no domain without membership');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.give('support.view'), null, 'admin gives a grant wherever the person works');
select is(pg_temp.give('conversations.view', 'deny'), null, 'and takes a permission');
select tests.as('user@user.com');
select is(
  (select private.domains_with('support.view') = array[ours] and private.domains_with('conversations.view') = '{}' from ids), true,
  'both count at the next statement, in the own domain only'
);
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.give('support.view', 'allow', ', expires_at => now() + interval ''1 day'''), null, 'given again');
select results_eq(
  $$ select domain_id is null, expires_at - now() from public.person_permissions where resource = 'support' order by 1 $$,
  $$ values (false, null), (true, interval '1 day') $$, 'it is the same grant, with another end'
);

select * from finish();
rollback;
