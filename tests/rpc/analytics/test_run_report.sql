-- A report shows each viewer what that viewer could have asked query_metric() for, and nothing else can be asked.
-- row: C51
begin;
select plan(19);

create function pg_temp.run(site text default 'cooking.example') returns jsonb language sql as $$
  select public.run_report(tests.domain(site), md5('report/1')::uuid)
$$;
-- Stored by hand, as no function would.
create function pg_temp.set(params jsonb) returns void language sql security definer as $$
  update public.saved_reports as r set params = set.params where r.title = 'Volume by type'
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.saved_reports (domain_id, id, owner_id, title, visibility, params)
values (tests.domain('toto.example'), md5('report/1')::uuid, tests.person('admin@admin.com'), 'Twin', 'all', '{"metric": "events", "filter": {"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}}');
select pg_temp.set('{"metric": "events", "dims": ["domain_id", "name"], "filter": {"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}, "bucket": "month", "time_zone": "Europe/Paris"}');

select tests.as('admin@admin.com');
select is(
  pg_temp.run() -> 'rows',
  (select jsonb_agg(to_jsonb(q)) from public.query_metric('events', '{domain_id,name}', '{"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}', 'month', 'Europe/Paris') as q),
  'admin is told as by query_metric()'
);
select is((select count(distinct r #> '{parts,domain_id}') from jsonb_array_elements(pg_temp.run() -> 'rows') as r), 2::bigint, 'of all the domains');
select is(pg_temp.run() - 'rows' - 'params' - 'id', '{"title": "Volume by type"}', 'with what it is');
select is(pg_temp.run('toto.example') ->> 'title', 'Twin', 'a twin is another');
select tests.as('business@demo.example');
select is(
  (select array_agg(distinct r #>> '{parts,domain_id}') from jsonb_array_elements(pg_temp.run() -> 'rows') as r), array[tests.domain('cooking.example')::text], 'business, of the same report, the own domain'
);
select is(tests.refusal('select pg_temp.run(''toto.example'')'), '42501 PERMISSION_DENIED', 'another domain''s report is not shown');
select pg_temp.set(jsonb_build_object('metric', 'events', 'filter', jsonb_build_object('domain_ids', jsonb_build_array(tests.domain('toto.example')))));
select is(tests.refusal('select pg_temp.run()'), '42501 PERMISSION_DENIED', 'a domain of others is refused, whoever wrote it there');
select tests.as('admin@admin.com');
select isnt(pg_temp.run() -> 'rows', null, 'and told to whoever may');
select pg_temp.set('{"metric": "events); drop table public.saved_reports; --"}');
select is(tests.refusal('select pg_temp.run()'), '22023 INVALID_INPUT', 'what looks like a statement is a value');
select pg_temp.set('{"metric": "events", "dims": ["name) from pg_authid; --"]}');
select is(tests.refusal('select pg_temp.run()'), '22023 INVALID_INPUT', 'as a dimension too');
select pg_temp.set('{"metric": "events", "bucket": "day''; drop table public.saved_reports; --"}');
select is(tests.refusal('select pg_temp.run()'), '22023 INVALID_INPUT', 'as a bucket');
select pg_temp.set('{"metric": "events", "filter": {"name": ["x'' or true --"]}}');
select is(pg_temp.run() -> 'rows', '[]', 'as a name that no event has');
select pg_temp.set('{"metric": "events", "x) as r; drop table public.saved_reports; --": "day"}');
select is(tests.refusal('select pg_temp.run()'), null, 'an argument that query_metric() does not have is not asked');
select has_table('public', 'saved_reports', 'it is still there');
select tests.back();
update public.saved_reports set visibility = 'private' where title = 'Volume by type';
select tests.as('business@demo.example');
select is(tests.refusal('select pg_temp.run()'), 'P0002 NOT_FOUND', 'what is private is not there for others');
select tests.as('user@user.com');
select is(tests.refusal('select pg_temp.run()'), '42501 PERMISSION_DENIED', 'nor for who works elsewhere');
select tests.back();
delete from public.role_permissions where resource = 'analytics' and role_key = 'admin';
select tests.as('admin@admin.com');
select is(tests.refusal('select pg_temp.run()'), '42501 PERMISSION_DENIED', 'nor for an owner who may see no numbers any more');
select tests.as_anon();
select is(tests.refusal('select pg_temp.run()'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('select pg_temp.run()'), '42501', 'and the worker');

select * from finish();
rollback;
