-- The event log: read by support and admin where they work, written by functions alone.
-- row: C31
begin;
select plan(17);

-- A twin in another domain, in a month of its own.
insert into public.event_log
select (jsonb_populate_record(e, jsonb_build_object('domain_id', tests.domain('abtasty.com'), 'occurred_at', '2026-07-01T00:00:00Z', 'name', 'twin'))).*
from public.event_log as e where e.name = 'prices_refreshed';
insert into private.event_ids select e.domain_id, e.id from public.event_log as e where e.name = 'twin';

create function pg_temp.seen() returns text language sql as $$
  select string_agg(distinct d.site_domain || ' ' || n.events, ', ' order by d.site_domain || ' ' || n.events)
  from (select e.domain_id, count(*) as events from public.event_log as e group by e.domain_id) as n
  inner join (values
    (tests.domain('abtasty.com'), 'abtasty'), (tests.domain('cooking.example'), 'cooking'), (tests.domain('toto.example'), 'toto')
  ) as d (id, site_domain) on d.id = n.domain_id
$$;
grant execute on all functions in schema pg_temp to public;

select is(pg_temp.seen(), 'abtasty 1, cooking 7, toto 1', 'three domains have some');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'abtasty 1, cooking 7', 'support reads those of where it works');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 'abtasty 1, cooking 7, toto 1', 'admin reads all');
select is(tests.refusal('update public.event_log set name = name'), '42501', 'and changes none');
select is(tests.refusal('delete from public.event_log'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.event_log (domain_id) values (null)'), '42501', 'nor makes one');
select is(tests.refusal('select from private.event_log_default'), '42501', 'nor reads past the policy, in a partition');
select is(tests.refusal('select from private.event_ids'), '42501', 'nor ids');
select is(tests.refusal('select from private.event_keys'), '42501', 'nor keys');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'business reads none');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'nor staff');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), null, 'nor a partner');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user, though it works next to the twin');
select tests.as_anon();
select is(tests.refusal('select from public.event_log'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.event_log), 9::bigint, 'the worker reads all');
select is(tests.refusal('update public.event_log set name = name'), '42501', 'and writes none but by ingestion');
select tests.back();
select is(
  tests.refusal('insert into public.event_log (domain_id, id, name, schema_version, actor_kind, properties, occurred_at, received_at, source, is_test, has_clock_skew)
    values (gen_random_uuid(), gen_random_uuid(), ''x'', 1, ''user'', ''{}'', now(), now(), ''x'', false, false)'),
  '23514', 'only a system needs no actor'
);

select * from finish();
rollback;
