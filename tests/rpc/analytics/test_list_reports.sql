-- The list of reports: the own and what is shared, page by page, with the schedules of own ones.
-- row: C51
begin;
select plan(16);

insert into public.saved_reports (domain_id, id, owner_id, title, params, created_at)
select d.id, md5('twin' || n.number)::uuid, tests.person('admin@admin.com'), 'Twin ' || n.number, '{"metric": "events"}', '2026-10-01T00:00:00Z'
from public.domains as d cross join generate_series(1, 2) as n (number) where d.site_domain in ('toto.example', 'cooking.example');
insert into public.saved_reports (domain_id, id, owner_id, title, visibility, params, created_at)
values (tests.domain('cooking.example'), md5('shared')::uuid, tests.person('business@demo.example'), 'Shared', 'all', '{"metric": "events"}', '2026-10-02T00:00:00Z');
insert into public.report_schedules (domain_id, report_id, cadence, on_day, send_at, time_zone, recipient_ids, next_at)
select r.domain_id, r.id, case when r.domain_id = tests.domain('toto.example') then 'weekly' else 'monthly' end, 3, '08:00', 'UTC', array[r.owner_id], '2026-12-01Z'
from public.saved_reports as r where r.title in ('Twin 1', 'Shared');
create function pg_temp.page(filter jsonb default '{}', after text default null, page_size integer default 50) returns text language sql stable as $$
  select string_agg(l.title, ', ' order by l.place)
  from public.list_reports(page.filter, page.after, page.page_size) with ordinality as l (
    domain_id, id, title, visibility, role_key, owner_id, is_mine, params, schedule, updated_at, version, cursor, place
  )
$$;
create function pg_temp.of(site text) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', jsonb_build_array(tests.domain(of.site)))
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_reports(after => $1, page_size => $2)$walk$, $walk$l.domain_id || ' ' || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), array[6], 'pages leave nothing out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order');
select is(pg_temp.page(pg_temp.of('cooking.example'), page_size => 2), 'Volume by type, Shared', 'of a domain, newest first, in pages');
select is(pg_temp.page('{"domain_ids": []}'), null, 'of none');
select is(pg_temp.page('{"is_mine": false}'), 'Shared', 'those of others');
select is(pg_temp.page(pg_temp.of('toto.example') || '{"is_mine": true}'), case when md5('twin1') > md5('twin2') then 'Twin 1, Twin 2' else 'Twin 2, Twin 1' end, 'or the own');
select is(tests.refusal('select public.list_reports(''{"title": "x"}'')'), '22023 INVALID_INPUT', 'no other filters');
select is(tests.refusal('select public.list_reports(page_size => 0)'), '22023 INVALID_INPUT', 'one at least');
select is(tests.refusal('select public.list_reports(after => ''x'')'), '22023 INVALID_INPUT', 'from a cursor');
select results_eq(
  $$select domain_id = tests.domain('toto.example'), is_mine, schedule ->> 'cadence', schedule ? 'report_id', params from public.list_reports() where title = 'Twin 1' order by 3$$,
  $$values (false, true, 'monthly', false, jsonb '{"metric": "events"}'), (true, true, 'weekly', false, '{"metric": "events"}')$$, 'with what they are, each with its schedule'
);
select is((select l.schedule from public.list_reports() as l where l.title = 'Shared'), null, 'when and to whom it goes is for its owner to know');
select tests.as('business@demo.example');
select results_eq(
  $$select title, is_mine, schedule ->> 'on_day' from public.list_reports() order by title$$,
  $$values ('Shared', true, '3'), ('Volume by type', false, null)$$, 'others see the own, and what is shared'
);
select is(tests.refusal('select pg_temp.page(pg_temp.of(''toto.example''))'), '42501 PERMISSION_DENIED', 'not of another domain');
select tests.as('support@demo.example');
select is(pg_temp.page(), 'Volume by type, Shared', 'and nothing private');
select tests.as_anon();
select is(tests.refusal('select public.list_reports()'), '42501', 'anon may not ask');
select tests.as_service();
select is(tests.refusal('select public.list_reports()'), '42501', 'nor the worker');

select * from finish();
rollback;
