-- Whoever manages the log of a domain lets it take another kind of event, version after version.
-- row: C47
begin;
select plan(21);

create function pg_temp.make(name text default 'order_shared', schema text default '{"type": "object"}', kinds text [] default '{user}', pii text default '{}', description text default ' Shared. ', site text default 'cooking.example')
returns text language sql as $$
  select tests.refusal(format('select public.create_event_type(%L, %L, %L, %L, %L, %L)', tests.domain(site), name, description, schema, kinds, pii))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is(pg_temp.make(), null, 'admin makes one');
select is(pg_temp.make(schema => '{"required": ["via"]}', kinds => '{user,system}', pii => '{"contact.email": "hash"}'), null, 'and its next version');
select results_eq(
  $$select schema_version, description, json_schema, actor_kinds, pii, is_active from public.event_catalog where name = 'order_shared' order by 1$$,
  $$values (1, 'Shared.', '{"type": "object"}'::jsonb, '{user}'::text [], '{}'::jsonb, true),
    (2, 'Shared.', '{"required": ["via"]}', '{user,system}', '{"contact.email": "hash"}', true)$$,
  'both stand there'
);
select is(pg_temp.make(site => 'toto.example'), null, 'each domain has its own');
select is((select c.schema_version from public.event_catalog as c where c.name = 'order_shared' and c.domain_id = tests.domain('toto.example')), 1, 'counted by itself');
select is(pg_temp.make('prices_refreshed', description => 'x'), null, 'of a name that is there');
select is((select max(c.schema_version) from public.event_catalog as c where c.name = 'prices_refreshed'), 2, 'another version');
select is(pg_temp.make('Order Shared'), '22023 INVALID_INPUT', 'a name is a name');
select is(pg_temp.make(null), '22023 INVALID_INPUT', 'and must be there');
select is(pg_temp.make(repeat('a', 101)), '22023 INVALID_INPUT', 'a short one');
select is(pg_temp.make(description => ' '), '22023 INVALID_INPUT', 'a description says something');
select is(pg_temp.make(schema => '{"type": "thing"}'), '22023 INVALID_INPUT', 'a schema is one that is understood');
select is(pg_temp.make(schema => 'true'), '22023 INVALID_INPUT', 'and an object');
select is(pg_temp.make(schema => null), '22023 INVALID_INPUT', 'and there');
select is(pg_temp.make(kinds => '{robot}'), '22023 INVALID_INPUT', 'who does it is of four kinds');
select is(pg_temp.make(kinds => '{}'), '22023 INVALID_INPUT', 'and somebody');
select is(pg_temp.make(pii => '{"email": "keep"}'), '22023 INVALID_INPUT', 'what is personal is dropped or hashed');
select is(pg_temp.make(pii => '{"a..b": "drop"}'), '22023 INVALID_INPUT', 'and has a path');
select is(pg_temp.make(pii => '[]'), '22023 INVALID_INPUT', 'in an object');
select tests.as('support@demo.example');
select is(pg_temp.make(), '42501 PERMISSION_DENIED', 'support, who reads the log, makes none');
select tests.as_anon();
select is(pg_temp.make(), '42501', 'anon may not ask');

select * from finish();
rollback;
