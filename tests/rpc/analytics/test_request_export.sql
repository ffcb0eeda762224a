-- Asking for an export: of one domain, of what one may list there.
-- row: C50 T49
begin;
select plan(19);

create function pg_temp.try(kind text, filter jsonb default '{}', format text default 'csv', site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(pg_catalog.format('select public.request_export(%L, %L, %L, %L)', tests.domain(site), kind, filter, format))
$$;
grant execute on all functions in schema pg_temp to public;
delete from public.exports;

select tests.as('support@demo.example');
select is(pg_temp.try('events', '{"name": "order_placed"}'), null, 'what one may list');
select is(pg_temp.try('events', null, 'jsonl'), null, 'all of it, as JSON');
select results_eq(
  $$select kind, state, format, filter - 'domain_ids', requested_by from public.exports order by format$$,
  $$values ('events', 'queued', 'csv', jsonb '{"name": "order_placed"}', tests.person('support@demo.example')), ('events', 'queued', 'jsonl', '{}', tests.person('support@demo.example'))$$,
  'it waits'
);
select is((select array_agg(distinct e.filter -> 'domain_ids') from public.exports as e), array[jsonb_build_array(tests.domain('cooking.example'))], 'and is of the domain');
select is(pg_temp.try('people'), '22023 INVALID_INPUT', 'only what is in the catalogue');
select is(pg_temp.try(null), '22023 INVALID_INPUT', 'and something');
select is(pg_temp.try('events', format => 'xlsx'), '22023 INVALID_INPUT', 'in a form that there is');
select is(pg_temp.try('events', format => null), '22023 INVALID_INPUT', 'in some form');
select is(pg_temp.try('events', '[]'), '22023 INVALID_INPUT', 'a filter is an object');
select is(pg_temp.try('events', jsonb_build_object('domain_ids', jsonb_build_array(tests.domain('abtasty.com')))), '22023 INVALID_INPUT', 'of one domain');
select is(pg_temp.try('events', '{"nonsense": 1}'), '22023 INVALID_INPUT', 'and as the list takes it');
select tests.as('admin@admin.com', 'aal2');
select is(
  (select array_agg(distinct pg_temp.try(k.kind, f.given)) from public.export_kinds as k, unnest('{[],[1],1,"\"x\"",null,true}'::jsonb []) as f (given) where f.given is not null),
  '{22023 INVALID_INPUT}', 'nothing but an object, of whatever kind'
);
select tests.as('support@demo.example');
select is(pg_temp.try('events', site => 'toto.example'), '42501 PERMISSION_DENIED', 'not of another domain');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.try('events'), '42501 PERMISSION_DENIED', 'nor what one may not list');
select tests.back();
select results_eq(
  $$select topic, payload ->> 'export_id' from private.outbox where topic = 'export.requested' order by 2$$,
  $$select 'export.requested', id::text from public.exports order by 2$$, 'the worker is told'
);
select is((select count(*) from public.access_log as l where l.kind = 'export' and l.resource = 'exports/events' and l.domain_id = tests.domain('cooking.example')), 2::bigint, 'the access log knows');
select is((select count(distinct c.claims ->> 'sub') from private.export_claims as c), 1::bigint, 'the token is kept until then');
select tests.as_anon();
select is(pg_temp.try('events'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.try('events'), '42501', 'and the worker');

select * from finish();
rollback;
