-- What a batch of log events leaves beside the log is of its own domain, and only where it is needed.
-- row: C31 C32
begin;
select plan(4);

create function pg_temp.stored(site text, number integer, pii jsonb) returns private.log_event [] language sql as $$
  select private.store_log_events(array[row(
    1, tests.domain(site), md5('alone ' || number)::uuid, 'opened', 1, 'user', 'user-1', null, '{"mail": "x@y.example"}',
    now(), now(), 'x', null, false, false, pii, null, null
  )::private.log_event])
$$;
create function pg_temp.keys() returns text language sql as $$
  select string_agg(d.site_domain, ', ' order by d.site_domain)
  from private.event_keys as k inner join public.domains as d on d.id = k.domain_id
$$;
delete from private.event_keys;
insert into public.event_quarantine (domain_id, id, event_id, event, reason)
select tests.domain(site), gen_random_uuid(), md5('alone 1')::uuid, '{}', 'x' from unnest('{cooking.example,toto.example}'::text []) as site;

select is(cardinality(pg_temp.stored('cooking.example', 1, '{}')), 1, 'an event that had been set aside is stored');
select is(
  (select array_agg(d.site_domain) from public.event_quarantine as q inner join public.domains as d on d.id = q.domain_id where q.event_id = md5('alone 1')::uuid),
  '{toto.example}', 'and is aside no more; what has its id elsewhere stays'
);
select is(pg_temp.keys(), null, 'without anything to hash there is no key');
select is((select pg_temp.keys() from pg_temp.stored('toto.example', 2, '{"mail": "hash"}')), 'toto.example', 'with it there is one, of that domain');

select * from finish();
rollback;
