-- row: R08
begin;
select plan(35);
create function pg_temp.agent(agent text default 'web', site text default 'abtasty.com', out is_on boolean, out decided_by text, out status text, out version integer)
language sql as $$
  select l.is_on, l.decided_by, l.status, l.version from public.list_agents(array[tests.domain(site)]) as l where l.agent_key = agent
$$;
create function pg_temp.toggle(agent text, is_on text, version integer, site text default 'abtasty.com', more text default '') returns text language sql as $$
  select tests.refusal(format('select public.toggle_agent(%L, %L, %s, %s %s)', tests.domain(site), agent, is_on, version, more))
$$;
create function pg_temp.beat(status text, minutes integer default 0, agent text default 'web', site text default 'abtasty.com', message text default null)
returns jsonb language sql as $$
  select jsonb_strip_nulls(jsonb_build_object('site_domain', site, 'agent', agent, 'status', status, 'message', message,
    'at', to_char((now() - interval '1 hour' + minutes * interval '1 minute') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
$$;
create function pg_temp.send(variadic beats jsonb []) returns jsonb language sql as $$ select public.ingest_agent_heartbeats(to_jsonb(beats)) $$;
create function pg_temp.history(agent text default 'web') returns text language sql security definer as $$
  select string_agg(concat_ws('>', coalesce(e.before, '-'), e.after), ' ' order by e.at, e.id) from public.agent_events as e
  where e.domain_id = tests.domain('abtasty.com') and e.agent_key = agent and e.kind = 'status' and e.at > '2026-11-20T17:00:00Z'
$$;
create function pg_temp.heard(agent text default 'web') returns text language sql security definer as $$
  select row(h.status, h.message, round(extract(epoch from h.last_heartbeat_at - now()) / 60) + 60)::text from public.agent_heartbeats as h
  where h.domain_id = tests.domain('abtasty.com') and h.agent_key = agent
$$;
grant execute on all functions in schema pg_temp to authenticated, service_role, anon;
delete from public.agent_heartbeats;

select tests.as_service();
select is(pg_temp.send(pg_temp.beat('ok'), pg_temp.beat('ok', 1), pg_temp.beat('error', 2, message => ' broken ')), '{"stored": 3, "received": 3}', 'a batch');
select is(pg_temp.heard(), '(error,broken,2)', 'the newest counts');
select is(pg_temp.history(), '->ok ok>error', 'each change of status is in the history');
select is(pg_temp.send(pg_temp.beat('ok'), pg_temp.beat('ok', 1), pg_temp.beat('error', 2, message => ' broken ')), '{"stored": 0, "received": 3}', 'sent again: nothing');
select is(pg_temp.send(pg_temp.beat('off', 1)), '{"stored": 0, "received": 1}', 'a late one');
select is(pg_temp.heard(), '(error,broken,2)', 'changes nothing');
select is(pg_temp.send(pg_temp.beat('ok', 3)), '{"stored": 1, "received": 1}', 'well again');
select is(pg_temp.heard(), '(ok,,3)', 'the message goes with the status');
select is(pg_temp.history(), '->ok ok>error error>ok', 'and the history knows');
select pg_temp.send(pg_temp.beat('ok', 4));
select is(pg_temp.history(), '->ok ok>error error>ok', 'the same status is no event');
select is((select at from public.agent_events where agent_key = 'web' order by at desc limit 1), now() - interval '57 minutes', 'an event has the time of its heartbeat');

-- Two of the same moment: whichever comes first, the end is the same.
select pg_temp.send(pg_temp.beat('ok', 0, 'nurturing'), pg_temp.beat('error', 0, 'nurturing'));
select pg_temp.send(pg_temp.beat('ok', 0, 'enrichment'));
select pg_temp.send(pg_temp.beat('error', 0, 'enrichment'));
select is(pg_temp.heard('nurturing'), pg_temp.heard('enrichment'), 'the same moment, in one batch or two');
select pg_temp.send(pg_temp.beat('degraded', 0, 'enrichment'), pg_temp.beat('off', 9, 'enrichment'), pg_temp.beat('ok', 5, 'enrichment'));
select is(pg_temp.heard('enrichment'), '(off,,9)', 'in any order');

select is(pg_temp.send(pg_temp.beat('ok', 5, site => 'HTTPS://www.AbTasty.com/')), '{"stored": 1, "received": 1}', 'a site in any writing');
select is(pg_temp.send(pg_temp.beat('ok', 6, site => 'unknown.example'), pg_temp.beat('ok', 6)), '{"stored": 1, "received": 2}', 'an unknown site holds up nobody');
select is(public.ingest_agent_heartbeats('[]'), '{"stored": 0, "received": 0}', 'none');

create function pg_temp.fault(given jsonb) returns text language plpgsql as $$
begin
  perform public.ingest_agent_heartbeats(given);
  return null;
exception
  when others then return sqlerrm;
end;
$$;
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('error', 20), pg_temp.beat('ok', agent => 'nobody'))), 'heartbeats[1].agent: there is no such agent', 'the first fault');
select is(pg_temp.heard(), '(ok,,6)', 'and nothing of the batch is kept');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('dead'))), 'heartbeats[0].status: must be ok, degraded, error or off', 'a status that there is not');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok') - 'status')), 'heartbeats[0].status: must be ok, degraded, error or off', 'none');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok') || '{"at": "2026-11-21T10:00:00"}')), 'heartbeats[0].at: must be a time with its zone', 'a time without zone');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok') - 'at')), 'heartbeats[0].at: must be a time with its zone', 'no time');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok', 66))), 'heartbeats[0].at: lies in the future', 'a time to come would hide the silence');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok', 64))), null, 'a clock that goes a little fast');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok') - 'site_domain')), 'heartbeats[0].site_domain: must be a text', 'no site');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok') || '{"message": 1}')), 'heartbeats[0].message: must be a text of at most 500 characters', 'a number');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok', message => repeat('x', 501)))), 'heartbeats[0].message: must be a text of at most 500 characters', 'a long message');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok', 65, message => repeat('x', 500)) || '{"at": "2026-11-21T10:00:00Z"}')), null, 'one that fits');
select is(pg_temp.fault(jsonb_build_array(pg_temp.beat('ok') || '{"x": 1}')), 'heartbeats[0]: there are site_domain, agent, status, at and message', 'a field that there is not');
select is(pg_temp.fault('["x"]'), 'heartbeats[0]: must be an object', 'a text');
select is(pg_temp.fault('{}'), 'heartbeats: must be an array', 'no batch');
select is(pg_temp.fault((select jsonb_agg(pg_temp.beat('ok')) from generate_series(1, 1001))), 'heartbeats: 1001 are too many, a batch holds at most 1000', 'too many');
select is(pg_temp.fault((select jsonb_agg(pg_temp.beat('ok')) from generate_series(1, 1000))), null, 'so many: yes');
select tests.as('admin@admin.com');
select is(tests.refusal('select public.ingest_agent_heartbeats(''[]'')'), '42501', 'not for people');
select tests.as_anon();
select is(tests.refusal('select public.ingest_agent_heartbeats(''[]'')'), '42501', 'nor anon');
select * from finish();
rollback;
