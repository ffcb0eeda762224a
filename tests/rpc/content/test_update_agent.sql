-- row: R08
begin;
select plan(13);
create function pg_temp.agent(agent text default 'web', site text default 'abtasty.com', out is_on boolean, out decided_by text, out status text, out version integer)
language sql as $$
  select l.is_on, l.decided_by, l.status, l.version from public.list_agents(array[tests.domain(site)]) as l where l.agent_key = agent
$$;
create function pg_temp.toggle(agent text, is_on text, version integer, site text default 'abtasty.com', more text default '') returns text language sql as $$
  select tests.refusal(format('select public.toggle_agent(%L, %L, %s, %s %s)', tests.domain(site), agent, is_on, version, more))
$$;
create function pg_temp.change(more text, version integer, agent text default 'web') returns text language sql as $$
  select tests.refusal(format('select public.update_agent(%L, %s, %s)', agent, version, more))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
select tests.as('admin@admin.com');
select is(pg_temp.change('is_on_by_default => false', 1), null, 'off where nobody has said');
select is((select row(a.is_on, a.decided_by)::text from pg_temp.agent('web', 'sub.abtasty.com') as a), '(f,default)', 'so it is');
select is((select row(a.is_on_by_default, a.silent_after, a.version)::text from public.agents as a where a.key = 'web'), '(f,00:10:00,2)', 'its patience stays');
select is(pg_temp.change('silent_after => ''2 hours''', 1), '40001 STALE_VERSION', 'from an older version: no');
select is(pg_temp.change('silent_after => ''2 hours''', 2), null, 'its patience');
select is((select row(a.is_on_by_default, a.silent_after, a.version)::text from public.agents as a where a.key = 'web'), '(f,02:00:00,3)', 'changes alone');
select is_empty($$select i from unnest(array['59 seconds', '30 days 1 second', '-1 hour']) as i
  where pg_temp.change(format('silent_after => %L', i), 3) is distinct from '22023 INVALID_INPUT'$$, 'too little and too much');
select is(pg_temp.change('silent_after => ''1 minute''', 3), null, 'the least');
select is(pg_temp.change('silent_after => ''30 days''', 4), null, 'the most');
select is(pg_temp.change('true', 1, 'nobody'), 'P0002 NOT_FOUND', 'no such agent');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.change('true', 5), '42501 PERMISSION_DENIED', 'a client user');
select tests.as('support@demo.example');
select is(pg_temp.change('true', 5), '42501 PERMISSION_DENIED', 'support');
select tests.as_anon();
select is(pg_temp.change('true', 5), '42501', 'anon');
select * from finish();
rollback;
