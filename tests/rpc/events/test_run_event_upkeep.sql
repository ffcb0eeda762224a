-- Months are made ahead, and late ones afterwards: a row in the default partition is read like any other, and moves.
-- row: C31
begin;
select plan(24);

create function pg_temp.places(wanted text default '.') returns text language sql as $$
  select string_agg(distinct e.tableoid::regclass::text, ' ' order by e.tableoid::regclass::text) from public.event_log as e where e.name ~ wanted
$$;
create function pg_temp.tell(occurred_at text, number integer) returns jsonb language sql as $$
  select public.ingest_events(jsonb_build_array(jsonb_build_object(
    'id', md5('upkeep' || number)::uuid, 'site_domain', 'cooking.example', 'name', 'page_pinged', 'actor_kind', 'user', 'actor_id', 'user-1', 'occurred_at', tell.occurred_at
  )))
$$;
select is(pg_temp.places(), 'private.event_log_default', 'nobody has made a month yet');
select is((select count(*) from public.event_log), 8::bigint, 'and what came is read');
select is(private.ensure_event_partitions('2026-11-20', 3), 4, 'three months ahead, and the one that came before');
select is(pg_temp.places(), 'private.event_log_2026_10 private.event_log_2026_11', 'the default partition is empty then');
select is((select count(*) from public.event_log), 8::bigint, 'nothing was lost');
select is(private.ensure_event_partitions('2026-11-20', 3), 0, 'again there is nothing to do');

select pg_temp.tell('2026-10-31T23:59:59.999999Z', 2), pg_temp.tell('2026-11-01T00:00:00Z', 3);
select is((select count(*) from private.event_log_2026_10), 2::bigint, 'the last moment of a month');
select is((select count(*) from private.event_log_2026_11 as e where e.occurred_at = '2026-11-01T00:00:00Z'), 1::bigint, 'and the first of the next');

-- Late: a month that has no partition, one that is too long ago, and a moment before that.
select pg_temp.tell('2026-02-03T10:00:00Z', 4), pg_temp.tell('2024-11-20T00:00:00Z', 5), pg_temp.tell('2024-11-19T23:59:59Z', 6);
select is((select count(*) from private.event_log_default), 3::bigint, 'what has no month lands in the default partition');
select tests.as('support@demo.example');
select is((select count(*) from public.list_events('{"to": "2026-03-01T00:00:00Z"}')), 3::bigint, 'and is listed at once');
select tests.back();
select is(pg_temp.tell('2026-02-03T10:00:00Z', 4) ->> 'duplicates', '1', 'told again it is known');
select is(private.ensure_event_partitions('2026-11-20', 1), 2, 'late months are made up for');
select is((select count(*) from private.event_log_2026_02), 1::bigint, 'with their rows');
select is((select count(*) from private.event_log_2024_11), 2::bigint, 'the whole month, where a part of it is of the last two years');
select is(pg_temp.tell('2026-02-03T10:00:00Z', 4) ->> 'duplicates', '1', 'and an event that moved is still known');
select pg_temp.tell('2024-10-31T00:00:00Z', 7);
select is(private.ensure_event_partitions('2026-11-20', 1), 0, 'what is older makes no months');
select is(pg_temp.places('page'), 'private.event_log_2024_11 private.event_log_2026_02 private.event_log_2026_10 private.event_log_2026_11 private.event_log_default', 'and stays, readable');
select is(
  (select array_agg(distinct c.relrowsecurity) from pg_catalog.pg_class as c where c.relname ~ '^event_log_(2|d)' and c.relkind = 'r'), '{t}', 'no partition is without row security'
);
select tests.as('admin@admin.com');
select is(tests.refusal('select from private.event_log_2026_11'), '42501', 'or open to anybody');
select tests.back();

update public.event_quarantine set received_at = now() - case name when 'order_placed' then interval '30 days 1 second' else '29 days' end;
delete from public.event_refusals;
insert into public.event_refusals (domain_id, id, reason, refused_at)
select tests.domain('cooking.example'), gen_random_uuid(), g.reason, now() - g.age::interval from (values ('old', '30 days 1 second'), ('kept', '30 days')) as g (reason, age);
insert into private.event_deliveries (domain_id, events, received_at, accepted_at)
select tests.domain('cooking.example'), g.events, now(), now() - g.age::interval from (values (1, '30 days 1 second'), (2, '30 days')) as g (events, age);
select is((select public.run_event_upkeep() -> 'quarantine_rows_purged'), '1', 'what was set aside for 30 days is forgotten');
select is((select array_agg(q.name) from public.event_quarantine as q), '{order_shared}', 'and what is younger kept');
select is((select string_agg(r.reason, ' ') from public.event_refusals as r), 'kept', 'so is what Amplitude refused');
select is((select array_agg(d.events) from private.event_deliveries as d), '{2}', 'and what it accepted');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.run_event_upkeep()'), '42501', 'people do not run it');

select * from finish();
rollback;
