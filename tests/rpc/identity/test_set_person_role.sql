-- Another role for a person.
-- row: T29
-- row: T23
-- row: C10
begin;
select plan(18);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.change(email text, role_key text, version integer default null) returns text language sql as $$
  select format('select public.set_person_role(%L, %L, ''moves on'', %s)', tests.person(email), role_key,
    coalesce(version, (select p.version from public.people as p where p.id = tests.person(change.email))))
$$;
-- The texts are made by the owner, who sees everybody.
create temporary table calls (name text primary key, call text) on commit drop;
grant select on calls to anon, authenticated;
insert into calls values
('promote', pg_temp.change('user@user.com', 'support')), ('self', pg_temp.change('admin@admin.com', 'admin')),
('stale', pg_temp.change('user@user.com', 'support', 0)), ('unknown role', pg_temp.change('user@user.com', 'king')),
('to bound', pg_temp.change('staff@demo.example', 'client_user'));
create function pg_temp.refused(name text) returns text language sql as $$ select tests.refusal((select c.call from calls as c where c.name = refused.name)) $$;
grant execute on function pg_temp.refused(text) to anon, authenticated;

select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.refused('promote'), '42501 PERMISSION_DENIED', 'staff may not give roles');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.refused('promote'), '42501 PERMISSION_DENIED', 'nobody promotes himself');
select is(tests.refusal($$ update public.people set role_key = 'admin' $$), '42501', 'nor through the table');
select tests.as_anon();
select is(pg_temp.refused('promote'), '42501', 'anon is refused');
select tests.as('admin@admin.com');
select is(pg_temp.refused('promote'), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.refused('self'), '42501 NOT_YOURSELF', 'an admin does not change the own role');
select is(pg_temp.refused('stale'), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.refused('unknown role'), '22023 INVALID_INPUT', 'the role must be there');
select is(tests.refusal($$ select public.set_person_role(gen_random_uuid(), 'support', 'x', 1) $$), 'P0002 NOT_FOUND', 'and the person');

-- Counts for the token that is out there.
select tests.back();
update public.memberships set domain_id = null, is_all_domains = true where person_id = tests.person('staff@demo.example');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.refused('to bound'), '42501 ROLE_IS_DOMAIN_BOUND', 'a domain-bound role is never held over all domains');
select tests.as('user@user.com');
select is('10000000-0000-4000-8000-000000000001' = any(private.domains_with('support.view')), false, 'a client user has no support hub');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.refused('promote'), null, 'admin gives a role');
select tests.as('user@user.com');
select is(private.domains_with('support.view'), array['10000000-0000-4000-8000-000000000001']::uuid[], 'the next statement knows it, in the same domain only');
select tests.back();
select is((select array_agg(payload ->> 'role_key') from private.outbox where topic = 'mail.role_changed'), array['support'], 'the person is told');

-- Ranks.
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('manager', 'Manager', 60, '/team', false);
insert into public.role_permissions (role_key, resource, action) values ('manager', 'collaborators', 'manage');
update public.memberships set role_key = 'manager' where person_id = tests.person('staff@demo.example');
update public.people set role_key = 'manager' where id = tests.person('staff@demo.example');
insert into calls values
('above', pg_temp.change('user@user.com', 'admin')), ('superior', pg_temp.change('admin@admin.com', 'support')), ('below', pg_temp.change('user@user.com', 'client_user'));
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.refused('above'), '42501 RANK_TOO_LOW', 'nobody gives a role above the own');
select is(pg_temp.refused('superior'), '42501 RANK_TOO_LOW', 'nor changes a superior');
select is(pg_temp.refused('below'), null, 'who ranks below can be changed');
select tests.back();
select is(
  (select array_agg(reason || ' by ' || actor_role order by id) from public.audit_log
    where resource = 'people' and resource_id = tests.person('user@user.com')::text and transaction_id = pg_current_xact_id()),
  array['moves on by admin', 'moves on by manager'], 'the audit log knows who and why'
);

select * from finish();
rollback;
