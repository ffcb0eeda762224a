-- Sets of domains: exactly these; none means none; rank, versions and the last admin are kept.
-- row: R15 T29 R26
begin;
select plan(25);
create function pg_temp.call(domains text, version integer default null, extra text default '', who text default 'user@user.com')
returns text language plpgsql as $$
begin
  return tests.refusal(format('select public.assign_domains(%L, %L, %L %s)', tests.person(call.who), domains,
    coalesce(call.version, (select p.version from public.people as p where p.id = tests.person(call.who))), call.extra));
end;
$$;
create function pg_temp.held(who text default 'user@user.com')
returns text [] language sql security definer as $$
  select coalesce(array_agg(coalesce(d.site_domain, '*') || ' ' || m.role_key order by d.site_domain), '{}')
  from public.memberships as m left join public.domains as d on d.id = m.domain_id
  where m.person_id = tests.person(held.who)
$$;
grant execute on all functions in schema pg_temp to authenticated;
create function pg_temp.ids(variadic names text []) returns text language sql as $$
  select array(select tests.domain(n) from unnest(ids.names) as n)::text
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.as('admin@admin.com', 'aal2');
select is(
  pg_temp.call(pg_temp.ids('sub.abtasty.com', 'abtasty.com', 'abtasty.com')),
  null, 'two domains, one named twice'
);
select is(
  pg_temp.held(), array['abtasty.com client_user', 'sub.abtasty.com client_user'],
  'are held with the main role'
);
select is(
  pg_temp.call(pg_temp.ids('sub.abtasty.com', 'cooking.example'), null, ', role_key => ''support'''),
  null, 'one goes, one comes'
);
select is(
  pg_temp.held(), array['cooking.example support', 'sub.abtasty.com client_user'],
  'what stays keeps its role, what comes gets the named one'
);
select is(
  (select version from public.people where email::text = 'user@user.com'),
  3, 'each time the person''s version rises'
);
select is(pg_temp.call('{}', 2), '40001 STALE_VERSION', 'a stale version is refused');
select is(
  pg_temp.call('{}', null, ', is_all_domains => true'), '42501 ROLE_IS_DOMAIN_BOUND',
  'a client user never gets all'
);
select is(
  pg_temp.held(), array['cooking.example support', 'sub.abtasty.com client_user'],
  'and has lost nothing by the attempt'
);
select is(pg_temp.call('{}'), null, 'no domain at all');
select is(pg_temp.held(), '{}', 'is nothing, not everything');
select tests.as('user@user.com');
select is(private.domains_with('conversations.view'), '{}'::uuid [], 'at once');
select tests.as('admin@admin.com', 'aal2');
select is(
  pg_temp.call('{}', null, ', role_key => ''support'', is_all_domains => true'),
  null, 'all domains must be said'
);
select is(pg_temp.held(), array['* support'], 'and are held as all');
select is(pg_temp.call(pg_temp.ids('abtasty.com')), null, 'back to one');
select is(pg_temp.held(), array['abtasty.com client_user'], 'all of them are gone');

select is(pg_temp.call(null), '22023 INVALID_INPUT', 'null is no set');
select is(pg_temp.call('{NULL}'), '22023 INVALID_INPUT', 'nor is null a domain');
select is(pg_temp.call(array[gen_random_uuid()]::text), '22023 INVALID_INPUT', 'nor an id of none');
select is(pg_temp.call('{}', null, ', role_key => ''emperor'''), '22023 INVALID_INPUT', 'an unknown role');
select is(pg_temp.call('{}', null, '', 'admin@admin.com'), '42501 NOT_YOURSELF', 'nobody changes the own');
select is(
  tests.refusal('select public.assign_domains(gen_random_uuid(), ''{}'', 1)'),
  'P0002 NOT_FOUND', 'nobody there'
);

select tests.environment('production');
select tests.as('admin@admin.com', 'aal1');
select is(pg_temp.call('{}'), '42501 STEP_UP_REQUIRED', 'R24: outside local even admin needs a strong login');
select tests.environment('test');
select tests.as('staff@demo.example', 'aal2');
select is(
  tests.refusal(format('select public.assign_domains(%L, ''{}'', 1)', tests.person('user@user.com'))),
  '42501 PERMISSION_DENIED', 'staff may not'
);
select tests.as_anon();
select is(tests.refusal('select public.assign_domains(null, null, null)'), '42501', 'nor anon');
select tests.back();
select is(
  (select count(*) from public.audit_log where resource = 'memberships'
    and actor_person_id = tests.person('admin@admin.com')) > 0,
  true, 'the log has it'
);
select * from finish();
rollback;
