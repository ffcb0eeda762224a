-- Which months are due, and which go: month by month, never another one's rows.
-- row: C49
begin;
select plan(28);

create function pg_temp.log(at text, site text default 'cooking.example', is_test boolean default false) returns void language sql as $$
  insert into public.event_log (domain_id, id, name, schema_version, actor_kind, properties, occurred_at, received_at, source, is_test, has_clock_skew)
  values (tests.domain(site), gen_random_uuid(), 'prices_refreshed', 1, 'system', '{}', at::timestamptz, now(), 'test', is_test, false)
$$;
create function pg_temp.months(wanted text) returns text language sql as $$
  select string_agg(to_char(a.from_at at time zone 'UTC', 'YYYY-MM'), ' ' order by a.from_at) from public.retention_archives as a where a.state = wanted and a.from_at <> '2024-05-01 00:00:00+00'
$$;
create function pg_temp.logged() returns text language sql as $$
  select string_agg(to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD'), ' ' order by e.occurred_at) from public.event_log as e where e.source = 'test'
$$;
create function pg_temp.write() returns void language plpgsql as $$
declare
  part jsonb := public.claim_archive('one');
begin
  perform public.confirm_archive(
    (part ->> 'archive_id')::uuid, 'one', (part ->> 'part')::integer, part ->> 'file_name', regexp_count(part ->> 'content', e'\n'),
    encode(sha256(convert_to(part ->> 'content', 'UTF8')), 'hex')
  );
end;
$$;
create function pg_temp.hold(site text) returns void language sql as $$ insert into public.legal_holds (domain_id, title) values (tests.domain(site), 'x') $$;

-- December has no table; February has one without rows. Of a hold in the other domain only January knows.
select private.ensure_event_partitions('2024-01-01', 3);
select pg_temp.log('2023-12-31T23:59:59.999999Z'), pg_temp.log('2024-01-01T00:00:00Z', 'toto.example'), pg_temp.log('2024-01-31T23:59:59.999999Z'),
  pg_temp.log('2024-01-15T00:00:00Z', is_test => true), pg_temp.log('2024-03-01T00:00:00Z');
select pg_temp.hold('toto.example');
select is(private.is_held('2023-12-01', '2024-01-01 00:00:00+00'), false, 'a month before what is held');
select is(private.is_held('2024-01-01 00:00:00+00', '2024-02-01'), true, 'from the first moment');
select is(private.is_held('2024-01-01 00:00:00.000001+00', '2024-02-01'), false, 'and not after it');
select is(public.run_retention_upkeep() ->> 'due', '2', 'what is old and not held is due');
select is(pg_temp.months('due'), '2023-12 2024-03', 'no month without rows, none that is held, none of the last two years');
update public.legal_holds set released_at = now();
select is(public.run_retention_upkeep() ->> 'due', '1', 'a month that is released is due as well');
select is(
  (select count(*) from private.outbox as o inner join public.retention_archives as a on o.payload = jsonb_build_object('archive_id', a.id) where o.topic = 'archive.due' and o.dedupe_key = 'archive.due:' || a.id),
  3::bigint, 'the worker is called for each'
);
select pg_temp.write();
select is(pg_temp.months('written'), '2023-12', 'the oldest is written');
select is((select count(*) from public.archive_parts as p where p.confirmed_at is not null and p.path like '%event_log/2023-12/%'), 1::bigint, 'and its part');
select pg_temp.write();
select is((select string_agg(split_part(p.path, '/', 3), ' ' order by p.path) from public.archive_parts as p where p.path like '%event_log/20%-%-1.jsonl'), '2023-12 2024-01', 'each has its own path');

update public.retention_policies set keep_days = null where history = 'event_log';
select is(public.run_retention_upkeep(), '{"due": 0, "archive_id": null}', 'nothing goes that is to be kept now');
update public.retention_policies set keep_days = 730 where history = 'event_log';
select pg_temp.hold('cooking.example');
select is(public.run_retention_upkeep(), '{"due": 0, "archive_id": null}', 'nor what is held now');
update public.legal_holds set released_at = now();
select is(pg_temp.logged(), '2023-12-31 2024-01-01 2024-01-15 2024-01-31 2024-03-01', 'all is there still');

-- Before and after it are months without a table too.
select pg_temp.log('2023-11-30T23:59:59.999999Z'), pg_temp.log('2024-06-01T00:00:00Z');
select is(public.run_retention_upkeep() ->> 'state', 'dropped', 'the first goes');
select is(pg_temp.logged(), '2023-11-30 2024-01-01 2024-01-15 2024-01-31 2024-03-01 2024-06-01', 'alone');
select is(pg_temp.months('dropped') || ', ' || pg_temp.months('written') || ', ' || pg_temp.months('due'), '2023-12, 2024-01, 2023-11 2024-03 2024-06', 'and the others are where they were');
select is((select array_agg(t.begins_at at time zone 'UTC') from private.event_tallies as t), '{2023-12-31 23:45:00}', 'its quarter hour stays');
delete from private.event_log_default;
delete from public.retention_archives where from_at in ('2023-11-01 00:00:00+00', '2024-06-01 00:00:00+00');
select is(public.run_retention_upkeep() ->> 'state', 'dropped', 'the second goes');
select is((select array_agg((t.begins_at at time zone 'UTC')::text || ' ' || t.events order by t.begins_at) from private.event_tallies as t), '{"2023-12-31 23:45:00 1","2024-01-01 00:00:00 1","2024-01-31 23:45:00 1"}', 'tests are not counted');
select is(to_regclass('private.event_log_2024_01'), null, 'the table of the month is gone');
select isnt(to_regclass('private.event_log_2024_02'), null, 'and no other');

-- What is not as it was written is due again, and what other archives have is left alone.
select pg_temp.write();
-- After the last of the only part, which is therefore as it was.
select pg_temp.log('2024-03-31T23:59:59Z');
update public.event_log set id = 'ffffffff-ffff-ffff-ffff-ffffffffffff' where occurred_at = '2024-03-31 23:59:59+00';
select is(public.run_retention_upkeep() ->> 'state', 'due', 'a row came meanwhile');
select is((select array_agg(split_part(p.path, '/', 3) order by p.path) from public.archive_parts as p where p.path like '%event_log/20%-%-1.jsonl'), '{2023-12,2024-01}', 'its part is forgotten');
select is((select count(*) from public.archive_parts), 3::bigint, 'and no other');
select is((select count(*) from private.outbox as o where o.topic = 'archive.due'), 6::bigint, 'the worker is called again');
select is(pg_temp.months('dropped') || ', ' || pg_temp.months('due'), '2023-12 2024-01, 2024-03', 'nothing else is due');
delete from public.event_log where name = 'prices_refreshed';
insert into public.event_catalog (domain_id, name, schema_version, description, json_schema, actor_kinds)
select tests.domain(c.site), 'prices_refreshed', c.v, 'x', '{}', '{system}' from (values ('cooking.example', 2), ('notabtasty.com', 1)) as c (site, v);
select tests.as('admin@admin.com');
select is(tests.refusal(format('select public.delete_event_type(%L, ''prices_refreshed'', 1)', tests.domain('cooking.example'))), 'PT409 EVENT_TYPE_USED', 'a kind that was counted stays in the catalogue');
select is(
  array[tests.refusal(format('select public.delete_event_type(%L, ''prices_refreshed'', 2)', tests.domain('cooking.example'))), tests.refusal(format('select public.delete_event_type(%L, ''prices_refreshed'', 1)', tests.domain('notabtasty.com'))), tests.refusal(format('select public.delete_event_type(%L, ''report_opened'', 1)', tests.domain('cooking.example')))],
  array[null, null, null]::text [], 'others do not'
);

select * from finish();
rollback;
