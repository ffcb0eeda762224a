-- What somebody changes is what he named: settings of one organization, sessions of one person, memberships that become
-- others, domains and organizations that are open.
-- row: T04 T26 T70 R20
begin;
select plan(20);

-- Settings of an organization go one by one.
insert into public.clients (name) values ('Another');
insert into public.org_prefs (org_id, key, value)
select c.id, k.key, k.value::jsonb from public.clients as c
cross join (values ('table_density', '"compact"'), ('theme', '"dark"')) as k (key, value) where c.name in ('Another', 'Toto')
on conflict do nothing;
create function pg_temp.prefs(name text) returns text language sql as $$
  select string_agg(o.key, ' ' order by o.key) from public.org_prefs as o inner join public.clients as c on c.id = o.org_id where c.name = prefs.name
$$;
select tests.as('admin@admin.com', 'aal2');
select public.set_org_preference(tests.client('Toto'), 'theme', null);
select tests.back();
select is(pg_temp.prefs('Toto'), 'table_density', 'one setting goes');
select is(pg_temp.prefs('Another'), 'table_density theme', 'those of another organization stay');
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
insert into public.role_permissions (role_key, resource, action) values ('probe', 'clients', 'edit');
update public.memberships set role_key = 'probe', is_all_domains = true, domain_id = null where person_id = tests.person('staff@demo.example');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal(format('select public.set_org_preference(%L, ''theme'', null)', tests.client('Another'))), null, 'who edits organizations may');
select tests.back();
select is(pg_temp.prefs('Another'), 'table_density', 'and it goes');

-- Sessions that end are noted each for its person.
insert into auth.sessions (id, user_id, created_at, user_agent)
select md5(p.email::text)::uuid, p.auth_user_id, now() - interval '300 days', 'old' from public.people as p
where p.email in ('user@user.com', 'support@demo.example', 'admin@admin.com');
select public.run_session_upkeep();
select results_eq(
  $$select p.email::text from private.revoked_sessions as r inner join public.people as p on p.id = r.person_id and r.session_id = md5(p.email::text)::uuid order by 1$$,
  $$values ('admin@admin.com'), ('support@demo.example'), ('user@user.com')$$, 'whose each was'
);
insert into auth.sessions (id, user_id, created_at, user_agent, not_after)
select gen_random_uuid(), p.auth_user_id, now(), 'runs out', now() + interval '1 hour' from public.people as p where p.email = 'user@user.com';
select tests.as('user@user.com');
select is((select array_agg(s.user_agent) from public.my_sessions() as s), array['runs out'], 'a session that will run out is one until then');
select tests.back();

-- A role that somebody has is not given again.
create function pg_temp.versions() returns text language sql as $$
  select string_agg(m.role_key || ' ' || m.version, ', ' order by m.role_key) from public.memberships as m where m.person_id = tests.person('support@demo.example')
$$;
update public.memberships set role_key = 'guardian' where person_id = tests.person('support@demo.example') and domain_id = tests.domain('cooking.example');
create temporary table given on commit drop as select m.id, m.version from public.memberships as m where m.person_id = tests.person('support@demo.example');
select tests.as('admin@admin.com', 'aal2');
select public.set_person_role(p.id, 'support', 'x', p.version) from public.people as p where p.email = 'support@demo.example';
select tests.back();
select is(
  (select string_agg((m.version - g.version)::text, ' ' order by m.version - g.version) from public.memberships as m inner join given as g using (id) where m.role_key = 'support'), '0 1',
  'where the role was another one it becomes this; where it was this nothing changes'
);

-- A domain that is closed is given to nobody, nor is an organization.
update public.domains set archived_at = now() where site_domain = 'sub.abtasty.com';
update public.clients set archived_at = now() where name = 'Another';
create function pg_temp.refused(call text) returns text language sql as $$ select tests.refusal(call) $$;
select is(
  tests.refusal(format('select private.set_memberships(%L, ''staff'', array[%L]::uuid [], false)', tests.person('user@user.com'), tests.domain('sub.abtasty.com'))),
  '22023 INVALID_INPUT', 'not with an invitation'
);
select is(
  tests.refusal(format('select private.set_person_domains(%L, array[%L]::uuid [], ''staff'')', tests.person('user@user.com'), tests.domain('sub.abtasty.com'))),
  '22023 INVALID_INPUT', 'nor later'
);
select tests.as('admin@admin.com', 'aal2');
select is(
  tests.refusal(format('select public.set_person_org(%L, %L, %s, ''x'')', p.id, tests.client('Another'), p.version)), '22023 INVALID_INPUT', 'nor the organization'
) from public.people as p where p.email = 'user@user.com';
select is(
  tests.refusal(format('select public.set_person_org(%L, %L, %s, ''x'')', p.id, tests.client('Toto'), p.version)), null, 'an open one is'
) from public.people as p where p.email = 'user@user.com';
select tests.back();

-- Who worked everywhere until a while ago works nowhere.
update public.memberships set role_key = 'staff', is_all_domains = true, domain_id = null, valid = '[2020-01-01,2021-01-01)'
where person_id = tests.person('business@demo.example');
select tests.as('business@demo.example');
select is((select count(*) from public.my_domains()), 0::bigint, 'nor is a domain his');
select tests.back();

-- What an exception gives or takes everywhere is of no domain, and what it takes it does not give.
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, domain_id, reason) values
(tests.person('user@user.com'), 'fees', 'view', 'allow', true, null, 'x'), (tests.person('user@user.com'), 'fees', 'view', 'allow', false, tests.domain('toto.example'), 'x'),
(tests.person('user@user.com'), 'fees', 'view', 'deny', false, tests.domain('abtasty.com'), 'x'), (tests.person('support@demo.example'), 'fees', 'view', 'deny', true, null, 'x');
create function pg_temp.exceptions(email text) returns text language sql as $$
  select concat_ws(' ', e.is_allowed, e.is_denied, e.allowed, e.denied) from private.person_exceptions(tests.person(email), 'fees', 'view') as e
$$;
select is(pg_temp.exceptions('user@user.com'), format('t f {%s} {%s}', tests.domain('toto.example'), tests.domain('abtasty.com')), 'given everywhere and in one domain, taken in another');
select is(pg_temp.exceptions('support@demo.example'), 'f t {} {}', 'taken everywhere');
select is(pg_temp.exceptions('admin@admin.com'), 'f f {} {}', 'nothing of somebody else');

-- Who may something everywhere may it, though there is no domain at the moment.
update public.domains set archived_at = coalesce(archived_at, now());
select tests.as('admin@admin.com', 'aal2');
select is((select p.domain_ids from public.my_permissions() as p where p.permission = 'clients.manage' and p.is_all_domains), '{}', 'in none');
select tests.back();

-- With no admin left, as after a restore, others are still disabled; only who was one himself stays.
alter table public.people disable trigger keep_last_admin;
alter table public.memberships disable trigger keep_last_admin;
update public.people set status = 'disabled' where email = 'admin@admin.com';
alter table public.people enable trigger keep_last_admin;
insert into public.people (email, role_key, status) values ('everywhere@x.example', 'staff', 'active'), ('here@x.example', 'admin', 'active');
insert into public.memberships (person_id, role_key, is_all_domains, domain_id) values
(tests.person('everywhere@x.example'), 'staff', true, null), (tests.person('here@x.example'), 'admin', false, tests.domain('abtasty.com'));
create function pg_temp.disabled(email text) returns text language sql as $$
  select tests.refusal(format('update public.people set status = ''disabled'' where email = %L', email))
$$;
select is(pg_temp.disabled('user@user.com'), null, 'somebody of one domain, who is no admin');
select is(pg_temp.disabled('everywhere@x.example'), null, 'somebody of all, who is none');
select is(pg_temp.disabled('here@x.example'), null, 'an admin of one domain');
update public.memberships set role_key = 'admin' where person_id = tests.person('everywhere@x.example');
update public.people set status = 'active' where email = 'everywhere@x.example';
select is(pg_temp.disabled('everywhere@x.example'), '42501 LAST_ADMIN', 'but not an admin of all');

select * from finish();
rollback;
