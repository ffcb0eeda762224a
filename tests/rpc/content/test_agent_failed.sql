-- An agent that comes to error tells whoever may switch it in that domain, once, in the back office.
-- row: R08 T39 T44
begin;
select plan(13);
create function pg_temp.beat(status text, minute integer, site text default 'abtasty.com', message text default null) returns jsonb language sql as $$
  select public.ingest_agent_heartbeats(jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'site_domain', site, 'agent', 'web', 'status', status, 'message', message, 'at', (now() - interval '1 hour' + minute * interval '1 minute')::text
  ))))
$$;
create function pg_temp.told(site text default 'abtasty.com') returns text [] language sql security definer as $$
  select coalesce(array_agg(p.email::text order by p.email::text), '{}') from public.notifications as n
  inner join public.people as p on p.id = n.recipient_id
  where n.event = 'agent.failed' and n.domain_id = tests.domain(site)
$$;
create function pg_temp.may(site text) returns text [] language sql security definer as $$
  select array_agg(p.email::text order by p.email::text) from public.people as p
  where private.person_may(p.id, 'agents.edit', tests.domain(site))
$$;
grant execute on all functions in schema pg_temp to service_role, authenticated;
delete from public.agent_heartbeats;
-- May look, and does not work on agents.
select ok(private.person_may(tests.person('support@demo.example'), 'agents.view', tests.domain('abtasty.com')), 'support sees agents');

select tests.as_service();
select pg_temp.beat('ok', 0);
select is(pg_temp.told(), '{}', 'a well agent tells nobody');
select pg_temp.beat('error', 1, message => 'No key.');
select is(pg_temp.told(), pg_temp.may('abtasty.com'), 'everybody who may switch it');
select is(pg_temp.told(), '{admin@admin.com,user@user.com}', 'an admin and the client''s people: support only looks');
select is(pg_temp.told('cooking.example'), '{}', 'nobody for another domain');
select tests.as('user@user.com');
select results_eq(
  $$select title, body, type, severity, link, data from public.list_notifications() where event = 'agent.failed'$$,
  $$values ('Website agent is in error', 'No key.', 'system', 'warning', '/agents', '{"agent": "Website agent", "agent_key": "web"}'::jsonb)$$,
  'what it says'
);
select tests.as_service();
select pg_temp.beat('error', 2, message => 'Still none.');
select pg_temp.beat('error', 1, message => 'No key.');
select is(cardinality(pg_temp.told()), 2, 'still in error, or sent again: nobody is told twice');
select pg_temp.beat('ok', 3);
select is(cardinality(pg_temp.told()), 2, 'well again');
select pg_temp.beat('error', 4);
select is(cardinality(pg_temp.told()), 4, 'and in error again: they are told again');
select pg_temp.beat('error', 0, 'cooking.example');
select is(pg_temp.told('cooking.example'), pg_temp.may('cooking.example'), 'one that is in error when it is first heard of');
select is((select cardinality(pg_temp.told())), 4, 'of each domain its own people');
select tests.back();
select is_empty($$select from private.outbox where payload ->> 'event' = 'agent.failed'$$, 'no mail');

-- Whoever did it himself knows.
delete from public.notifications;
select tests.as('user@user.com');
select tests.back();
select set_config('request.jwt.claims', tests.claims('user@user.com', 'aal1', '{}')::text, true);
select private.tell_agent_failed(row(tests.domain('abtasty.com'), 'web', 'error', null, now())::public.agent_heartbeats);
select is(pg_temp.told(), '{admin@admin.com}', 'but whoever did it');
select * from finish();
rollback;
