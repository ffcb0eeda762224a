-- row: R08
begin;
select plan(16);
create function pg_temp.agent(agent text default 'web', site text default 'abtasty.com', out is_on boolean, out decided_by text, out status text, out version integer)
language sql as $$
  select l.is_on, l.decided_by, l.status, l.version from public.list_agents(array[tests.domain(site)]) as l where l.agent_key = agent
$$;
create function pg_temp.toggle(agent text, is_on text, version integer, site text default 'abtasty.com', more text default '') returns text language sql as $$
  select tests.refusal(format('select public.toggle_agent(%L, %L, %s, %s %s)', tests.domain(site), agent, is_on, version, more))
$$;
create function pg_temp.give(is_on text, version integer, agent text default 'web', client text default '20000000-0000-4000-8000-000000000001') returns text language sql as $$
  select tests.refusal(format('select public.set_client_agent(%L, %L, %s, %s)', client, agent, is_on, version))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('admin@admin.com');
select is((select row(a.is_on, a.decided_by)::text from pg_temp.agent('web', 'sub.abtasty.com') as a), '(t,default)', 'nobody has said: the default');
select is(pg_temp.give('false', 1), '40001 STALE_VERSION', 'a version that there is not');
select is(pg_temp.give('false', 0), null, 'off for the client');
select is((select row(a.is_on, a.decided_by)::text from pg_temp.agent('web', 'sub.abtasty.com') as a), '(f,client)', 'where the domain says nothing');
select is((select row(a.is_on, a.decided_by)::text from pg_temp.agent('web') as a), '(t,domain)', 'not where it does');
select is((select row(a.is_on, a.decided_by)::text from pg_temp.agent('web', 'abtasty.com.evil.example') as a), '(t,default)', 'nor at another client');
select is(pg_temp.give('true', 0), '40001 STALE_VERSION', 'made twice: no');
select is(pg_temp.give('null', 1), null, 'nothing said');
select is((select row(a.is_on, a.decided_by)::text from pg_temp.agent('web', 'sub.abtasty.com') as a), '(t,default)', 'the default again');
select is((select row(s.is_enabled, s.version)::text from public.agent_client_state as s where s.agent_key = 'web'), '(,2)', 'at its second version');
select is(pg_temp.give('true', 0, 'nobody'), 'P0002 NOT_FOUND', 'no such agent');
select is(pg_temp.give('true', 0, 'web', gen_random_uuid()::text), 'P0002 NOT_FOUND', 'no such client');
select is((select count(*) from public.audit_log where resource = 'agent_client_state' and actor_person_id = tests.person('admin@admin.com')), 2::bigint, 'both are in the log');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.give('true', 2), '42501 PERMISSION_DENIED', 'a client user decides for a domain, not for the client');
select tests.as('support@demo.example');
select is(pg_temp.give('true', 2), '42501 PERMISSION_DENIED', 'support neither');
select tests.as_anon();
select is(pg_temp.give('true', 2), '42501', 'anon');
select * from finish();
rollback;
