-- row: R08
begin;
select plan(27);
create function pg_temp.agent(agent text default 'web', site text default 'abtasty.com', out is_on boolean, out decided_by text, out status text, out version integer)
language sql as $$
  select l.is_on, l.decided_by, l.status, l.version from public.list_agents(array[tests.domain(site)]) as l where l.agent_key = agent
$$;
create function pg_temp.toggle(agent text, is_on text, version integer, site text default 'abtasty.com', more text default '') returns text language sql as $$
  select tests.refusal(format('select public.toggle_agent(%L, %L, %s, %s %s)', tests.domain(site), agent, is_on, version, more))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('user@user.com');
select is((select row(a.is_on, a.decided_by, a.version)::text from pg_temp.agent('nurturing') as a), '(t,client,0)', 'what the client has said');
select is(pg_temp.toggle('nurturing', 'false', 1), '40001 STALE_VERSION', 'a version that there is not');
select is(pg_temp.toggle('nurturing', 'false', 0, more => ', reason => ''  too many mails '''), null, 'a client user switches it off');
select is((select row(a.is_on, a.decided_by, a.version)::text from pg_temp.agent('nurturing') as a), '(f,domain,1)', 'here');
select is((select a.status from pg_temp.agent('nurturing') as a), 'off', 'so it is off, whatever it says of itself');
select results_eq(
  $$select e.kind, e.before, e.after, e.message, e.person_id, e.at from public.agent_events as e where e.agent_key = 'nurturing' order by e.at desc limit 1$$,
  $$values ('switched', 'inherit', 'off', 'too many mails', tests.person('user@user.com'), now())$$, 'the history says who and why'
);
select is(pg_temp.toggle('nurturing', 'false', 0), '40001 STALE_VERSION', 'made twice: no');
select is(pg_temp.toggle('nurturing', 'false', 1), null, 'off again');
select is((select count(*) from public.agent_events where agent_key = 'nurturing' and kind = 'switched'), 1::bigint, 'is no event');
select is((select a.version from pg_temp.agent('nurturing') as a), 1, 'nor a change');
select is(pg_temp.toggle('nurturing', 'true', 1), null, 'on');
select is(pg_temp.toggle('nurturing', 'null', 1), '40001 STALE_VERSION', 'from an older version: no');
select is(pg_temp.toggle('nurturing', 'null', 2), null, 'as the client says');
select is((select row(a.is_on, a.decided_by, a.version)::text from pg_temp.agent('nurturing') as a), '(t,client,3)', 'again');
select results_eq(
  $$select e.before, e.after, e.message from public.agent_events as e where e.agent_key = 'nurturing' and e.kind = 'switched' order by e.id$$,
  $$values ('inherit', 'off', 'too many mails'), ('off', 'on', null), ('on', 'inherit', null)$$, 'each step is in the history'
);
select tests.back();
select results_eq(
  $$select action, actor_person_id, after -> 'is_enabled' from public.audit_log where resource = 'agent_domain_state' and resource_id = 'nurturing'
  and actor_person_id is not null order by id$$,
  $$values ('insert', tests.person('user@user.com'), 'false'::jsonb), ('update', tests.person('user@user.com'), 'true'), ('update', tests.person('user@user.com'), 'null')$$,
  'and in the audit log'
);
select is((select count(*) from public.audit_log where resource = 'agent_events' and actor_person_id is not null), 3::bigint, 'with its events');
select tests.as('user@user.com');
select is(pg_temp.toggle('nobody', 'true', 0), 'P0002 NOT_FOUND', 'no such agent');
select is(pg_temp.toggle('web', 'true', 0, 'sub.abtasty.com'), '42501 PERMISSION_DENIED', 'another domain of the client');
select is(pg_temp.toggle('web', 'true', 0, more => format(', reason => %L', repeat('x', 501))), '22023 INVALID_INPUT', 'a long reason');
select is(pg_temp.toggle('web', 'false', 1, more => format(', reason => %L', repeat('x', 500))), null, 'one that fits');
select tests.as('support@demo.example');
select is(pg_temp.toggle('web', 'true', 2), '42501 PERMISSION_DENIED', 'support reads only');
select tests.as('admin@admin.com');
select is(pg_temp.toggle('web', 'true', 0, 'sub.abtasty.com'), null, 'admin switches anywhere');
select is((select row(s.is_enabled, s.version)::text from public.agent_domain_state as s where s.domain_id = tests.domain('sub.abtasty.com')), '(t,1)', 'there');
select is(pg_temp.toggle('web', 'false', 1, 'sub.abtasty.com'), null, 'from the version of that domain, not of another');
select results_eq(
  $$select s.domain_id = tests.domain('abtasty.com'), s.is_enabled, s.version from public.agent_domain_state as s
  where s.agent_key = 'web' and s.domain_id in (tests.domain('abtasty.com'), tests.domain('sub.abtasty.com')) order by 1 desc$$,
  $$values (true, false, 2), (false, false, 2)$$, 'whose own stays as it was'
);
select tests.as_anon();
select is(pg_temp.toggle('web', 'true', 1), '42501', 'anon');
select * from finish();
rollback;
