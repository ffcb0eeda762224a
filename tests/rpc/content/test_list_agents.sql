-- What each agent is at this moment: worked out when somebody looks, so silence needs no write.
-- row: R08 R01
begin;
select plan(25);
create function pg_temp.agent(agent text default 'web', site text default 'abtasty.com', out is_on boolean, out decided_by text, out status text, out version integer)
language sql as $$
  select l.is_on, l.decided_by, l.status, l.version from public.list_agents(array[tests.domain(site)]) as l where l.agent_key = agent
$$;
create function pg_temp.toggle(agent text, is_on text, version integer, site text default 'abtasty.com', more text default '') returns text language sql as $$
  select tests.refusal(format('select public.toggle_agent(%L, %L, %s, %s %s)', tests.domain(site), agent, is_on, version, more))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon;
delete from public.agent_heartbeats;
insert into public.agent_heartbeats (domain_id, agent_key, status, message, last_heartbeat_at)
values (tests.domain('abtasty.com'), 'web', 'ok', 'm', now() - interval '10 minutes');

select tests.as('user@user.com');
select results_eq(
  'select domain_id, agent_key, name, is_on, is_enabled, decided_by, status, message, last_heartbeat_at, version from public.list_agents()',
  $$values (tests.domain('abtasty.com'), 'enrichment', 'Enrichment agent', false, false, 'domain', 'off', null, null::timestamptz, 1),
    (tests.domain('abtasty.com'), 'nurturing', 'Nurturing agent', true, null, 'client', 'degraded', null, null, 0),
    (tests.domain('abtasty.com'), 'web', 'Website agent', true, true, 'domain', 'ok', 'm', now() - interval '10 minutes', 1)$$,
  'every agent; one that was never heard of is degraded'
);

-- The clock moves, seen from the heartbeat: one microsecond later it is silent, and nothing was written.
select tests.back();
create temporary table written on commit drop as select xmin::text as at from public.agent_heartbeats;
select is(private.agent_status(true, 'ok', now() - interval '10 minutes 1 microsecond', '10 minutes'), 'degraded', 'silent for longer: degraded');
select is(private.agent_status(true, 'ok', now() - interval '10 minutes', '10 minutes'), 'ok', 'not yet');
update public.agents set silent_after = '9 minutes' where key = 'web';
select tests.as('user@user.com');
select is((select a.status from pg_temp.agent() as a), 'degraded', 'the list says so, for what counts as silence is a setting');
select tests.back();
select is((select xmin::text from public.agent_heartbeats), (select at from written), 'the heartbeat is the same row version');
select is((select count(*) from public.agent_events where at >= now()), 0::bigint, 'and no event was written');

select is(private.agent_status(true, 'degraded', now(), '1 hour'), 'degraded', 'it said so itself');
select is(private.agent_status(true, 'error', now(), '1 hour'), 'error', 'an error');
select is(private.agent_status(true, 'error', now() - interval '1 day', '1 hour'), 'error', 'silence makes it no better');
select is(private.agent_status(true, 'off', now() - interval '1 day', '1 hour'), 'off', 'it said that it stops');
select is(private.agent_status(true, 'off', now(), '1 hour'), 'off', 'just now');
select is(private.agent_status(true, null, null, '1 hour'), 'degraded', 'never heard of');
select is(private.agent_status(false, 'error', now(), '1 hour'), 'off', 'switched off');
select is(private.agent_status(false, null, null, '1 hour'), 'off', 'and never heard of');

select tests.as('admin@admin.com');
select is((select count(*) from public.list_agents()), 18::bigint, 'three in each of six domains');
select is((select count(*) from public.list_agents(array[tests.domain('toto.example'), tests.domain('toto.example')])), 3::bigint, 'of one domain, named twice');
create function pg_temp.pages(size integer) returns text [] language plpgsql as $$
declare
  found text [] := '{}';
  place text;
  page record;
begin
  loop
    select array_agg(l.domain_id || l.agent_key) as ids, (array_agg(l.cursor))[count(*)] as last into page from public.list_agents(after => place, page_size => size) as l;
    exit when page.ids is null;
    found := found || page.ids;
    place := page.last;
  end loop;
  return found;
end;
$$;
select is(pg_temp.pages(1), (select array_agg(d.id || a.key order by d.id, a.key) from public.domains as d cross join public.agents as a), 'one by one');
select is(pg_temp.pages(4), pg_temp.pages(500), 'four by four');
select is(tests.refusal('select public.list_agents(page_size => 501)'), '22023 INVALID_INPUT', 'too long a page');
select is(tests.refusal('select public.list_agents(after => ''x'')'), '22023 INVALID_INPUT', 'a made-up cursor');
select tests.as('user@user.com');
select is(tests.refusal('select public.list_agents(array[tests.domain(''notabtasty.com'')])'), '42501 PERMISSION_DENIED', 'the neighbour''s');
select is((select count(*) from public.list_agents('{}')), 0::bigint, 'of no domain: none');
select tests.as('support@demo.example');
select is((select count(*) from public.list_agents()), 6::bigint, 'support sees its two domains');
select tests.as('guardian@demo.example');
select is(tests.refusal('select public.list_agents()'), '42501 PERMISSION_DENIED', 'a guardian may nowhere');
select tests.as_anon();
select is(tests.refusal('select public.list_agents()'), '42501', 'anon');
select * from finish();
rollback;
