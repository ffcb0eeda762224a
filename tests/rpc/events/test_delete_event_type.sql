-- A kind of event leaves the catalogue while the log has none of it.
-- row: C47
begin;
select plan(13);

create function pg_temp.remove(name text default 'report_opened', schema_version integer default 1, site text default 'cooking.example', expected_version integer default null)
returns text language sql as $$
  select tests.refusal(format('select public.delete_event_type(%L, %L, %L, %L)', tests.domain(site), name, schema_version, expected_version))
$$;
grant execute on all functions in schema pg_temp to public;
-- The log of another domain has some, and so have other names and versions of this one.
insert into public.event_catalog (domain_id, name, schema_version, description, json_schema, actor_kinds)
select tests.domain(c.site), c.name, c.schema_version, 'x', '{}', '{user}'
from (values ('toto.example', 'order_placed', 1), ('cooking.example', 'prices_refreshed', 2)) as c (site, name, schema_version);

select tests.as('support@demo.example');
select is(pg_temp.remove(), '42501 PERMISSION_DENIED', 'support removes none');
select tests.as_anon();
select is(pg_temp.remove(), '42501', 'anon may not ask');
select tests.as('admin@admin.com');
select is(pg_temp.remove('order_placed'), 'PT409 EVENT_TYPE_USED', 'what the log has stays');
select is(pg_temp.remove(expected_version => 2), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.remove(expected_version => 1), null, 'admin removes one');
select is(pg_temp.remove(), 'P0002 NOT_FOUND', 'once');
select is(pg_temp.remove('prices_refreshed', 2), null, 'another version of what is used');
select is(pg_temp.remove('order_placed', site => 'toto.example'), null, 'what another domain uses');
select is(pg_temp.remove('order_placed', 9), 'P0002 NOT_FOUND', 'no such version');
select tests.back();
select is((select count(*) from public.event_catalog), 6::bigint, 'the others stay');
select is((select count(*) from public.event_catalog as c where c.name = 'order_placed'), 2::bigint, 'of other versions');
select is((select count(*) from public.event_catalog as c where c.name = 'prices_refreshed'), 1::bigint, 'too');
select is((select count(*) from public.audit_log where resource = 'event_catalog' and action = 'delete'), 3::bigint, 'the audit log tells of each');

select * from finish();
rollback;
