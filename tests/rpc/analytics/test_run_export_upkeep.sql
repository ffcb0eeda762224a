-- Making exports: whole, in parts, with the rights that the requester has then.
-- row: C50 T49
begin;
select plan(31);

delete from public.exports;
delete from public.event_log;
insert into public.event_log (domain_id, id, name, schema_version, actor_kind, actor_id, object, properties, occurred_at, received_at, source, is_test, has_clock_skew)
select d.id, md5(n.number::text)::uuid, 'order_placed', 1, 'user', case n.number when 2 then '=cmd()' else 'user-' || n.number end, 'o,"1"', '{"a": 1}', '2026-11-01T00:00:00Z'::timestamptz + n.number * interval '1 minute', '2026-11-02T00:00:00Z', 'test', false, false
from public.domains as d cross join generate_series(1, 5) as n (number) where d.site_domain in ('cooking.example', 'toto.example');
create function pg_temp.ask(format text, filter jsonb default '{}') returns uuid language sql as $$
  select (public.request_export(tests.domain('cooking.example'), 'events', filter, format)).id
$$;
create function pg_temp.text_of(asked text) returns text language sql as $$
  select string_agg(p.content, '' order by p.part) from private.export_parts as p
  inner join public.exports as e on p.export_id = e.id where e.format = asked
$$;
grant execute on all functions in schema pg_temp to public;

select is(public.run_export_upkeep() -> 'export_id', 'null', 'nothing waits');
select tests.as('support@demo.example');
select pg_temp.ask('csv');
select tests.back();
select is(public.run_export_upkeep(page_size => 2) - 'export_id', '{"rows": 5, "state": "done", "expired": 0}', 'one is made');
select is(public.run_export_upkeep() -> 'export_id', 'null', 'once');
select is((select array_agg(p.part order by p.part) from private.export_parts as p), '{1,2,3}', 'in parts');
select is(split_part(pg_temp.text_of('csv'), e'\r\n', 1), 'id,name,schema_version,actor_kind,actor_id,object,properties,occurred_at,received_at,source,trace_id,is_test,has_clock_skew', 'with a heading');
select is(cardinality(string_to_array(pg_temp.text_of('csv'), e'\r\n')), 7, 'once, and a line a row');
select is(
  split_part(pg_temp.text_of('csv'), e'\r\n', 5),
  md5('2')::uuid || ',order_placed,1,user,"''=cmd()","o,""1""","{""a"": 1}",2026-11-01T00:02:00+00:00,2026-11-02T00:00:00+00:00,test,,false,false', 'harmless, and in the order of the list'
);
select results_eq(
  $$select parts, row_count, byte_size, sha256, expires_at - now() from public.exports$$,
  $$select 3, 5::bigint, octet_length(pg_temp.text_of('csv'))::bigint, encode(sha256(convert_to(pg_temp.text_of('csv'), 'UTF8')), 'hex'), interval '7 days'$$,
  'with its length and checksum'
);
select is((select count(*) from private.export_claims), 0::bigint, 'the token is forgotten');
select is(current_setting('request.jwt.claims'), '', 'and nobody acts with it');
select is((select l.actor_person_id from public.audit_log as l where l.resource = 'exports' and l.action = 'update' order by l.id desc limit 1), null, 'it was the worker');

select tests.as('support@demo.example');
select pg_temp.ask('jsonl', '{"actor_id": "user-3"}');
select tests.back();
select public.run_export_upkeep();
select is(pg_temp.text_of('jsonl')::jsonb ->> 'actor_id', 'user-3', 'a filter holds, and a line is an object');
select is((select e.row_count from public.exports as e where e.format = 'jsonl'), 1::bigint, 'one row');
delete from public.exports;
select tests.as('support@demo.example');
select pg_temp.ask('csv', '{"actor_id": "nobody"}');
select pg_temp.ask('jsonl', '{"actor_id": "nobody"}');
select tests.back();
select public.run_export_upkeep();
select public.run_export_upkeep();
select is(pg_temp.text_of('csv'), e'id,name,schema_version,actor_kind,actor_id,object,properties,occurred_at,received_at,source,trace_id,is_test,has_clock_skew\r\n', 'none: a heading alone');
select is(pg_temp.text_of('jsonl'), '', 'or nothing');

-- Too much, exactly enough.
delete from public.exports;
select tests.as('support@demo.example');
select pg_temp.ask('csv');
select tests.back();
select is(public.run_export_upkeep(most => 4, page_size => 2) ->> 'state', 'failed', 'more than is allowed fails');
select results_eq($$select error, parts, row_count, sha256 from public.exports$$, $$values ('filter: gives more than 4 rows', 0, 0::bigint, null::text)$$, 'and says so');
select is((select count(*) from private.export_parts) + (select count(*) from private.export_claims), 0::bigint, 'nothing of it is left');
delete from public.exports;
select tests.as('support@demo.example');
select pg_temp.ask('csv');
select tests.back();
select is(public.run_export_upkeep(most => 6, page_size => 2) ->> 'state', 'done', 'what is allowed does not');

-- Rights are those of the moment in which rows are read.
select tests.as('support@demo.example');
select pg_temp.ask('csv');
select tests.back();
update public.people set status = 'disabled' where email = 'support@demo.example';
select is(public.run_export_upkeep() ->> 'state', 'failed', 'who was disabled gets nothing');
select is((select e.error from public.exports as e where e.state = 'failed'), 'events.view is not permitted', 'for that reason');
update public.people set status = 'active' where email = 'support@demo.example';
select tests.as('support@demo.example');
select pg_temp.ask('csv');
select tests.back();
update public.people set sessions_valid_after = now() + interval '1 minute' where email = 'support@demo.example';
select is(public.run_export_upkeep() ->> 'state', 'failed', 'nor who signed out everywhere');
update public.people set sessions_valid_after = '2020-01-01' where email = 'support@demo.example';
select tests.as('support@demo.example');
select pg_temp.ask('csv');
select tests.back();
update public.memberships set domain_id = tests.domain('toto.example')
where person_id = tests.person('support@demo.example') and domain_id = tests.domain('cooking.example');
select is(public.run_export_upkeep() ->> 'state', 'failed', 'nor who works elsewhere now');
select is(current_setting('request.jwt.claims'), '', 'and nobody acts with that token');

-- What has expired is gone.
update public.exports set expires_at = now() where state = 'done';
select is(public.run_export_upkeep() -> 'expired', '1', 'what has expired is dropped');
select is((select count(*) from private.export_parts), 0::bigint, 'all of it');
select is((select count(*) from public.exports as e where e.state = 'expired'), 1::bigint, 'and known');
select is(tests.refusal('select public.run_export_upkeep(page_size => 0)'), '22023 INVALID_INPUT', 'a page has a row');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.run_export_upkeep()'), '42501', 'people do not work here');
select is(tests.refusal('select private.write_export(null, 1, 1)'), '42501', 'nor by hand');
select tests.as_anon();
select is(tests.refusal('select public.run_export_upkeep()'), '42501', 'nor anybody');

select * from finish();
rollback;
