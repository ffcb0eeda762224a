-- What the catalogue says of a kind of event can change, but for its schema.
-- row: C47
begin;
select plan(15);

create function pg_temp.change(rest text, name text default 'order_placed', schema_version integer default 1, site text default 'cooking.example')
returns text language sql as $$
  select tests.refusal(format('select public.update_event_type(%L, %L, %s, %s)', tests.domain(site), name, schema_version, rest))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is(pg_temp.change('is_active => false'), null, 'admin makes it inactive');
select is(pg_temp.change('description => '' An order. '', pii => ''{"ip": "drop"}'', expected_version => 2'), null, 'says what it is, and what is personal');
select results_eq(
  $$select schema_version, is_active, description, pii, version from public.event_catalog where name = 'order_placed' order by 1$$,
  $$values (1, false, 'An order.', '{"ip": "drop"}'::jsonb, 3), (2, true, 'An order was placed, with its type.', '{}', 1)$$,
  'of this version alone'
);
select is(pg_temp.change('is_active => false, description => null'), null, 'the same again');
select is((select c.version from public.event_catalog as c where c.name = 'order_placed' and c.schema_version = 1), 3, 'changes nothing');
select is(pg_temp.change('is_active => true, expected_version => 2'), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.change('description => '' '''), '22023 INVALID_INPUT', 'a description says something');
select is(pg_temp.change('pii => ''{"ip": 1}'''), '22023 INVALID_INPUT', 'what is personal is dropped or hashed');
select is(pg_temp.change('is_active => true', 'order_shared'), 'P0002 NOT_FOUND', 'a kind that is not there');
select is(pg_temp.change('is_active => true', schema_version => 3), 'P0002 NOT_FOUND', 'nor this version');
select is(pg_temp.change('is_active => true', site => 'toto.example'), 'P0002 NOT_FOUND', 'nor in this domain');
select tests.as('support@demo.example');
select is(pg_temp.change('is_active => true'), '42501 PERMISSION_DENIED', 'support changes none');
select tests.as('user@user.com');
select is(pg_temp.change('is_active => true'), '42501 PERMISSION_DENIED', 'nor a client user');
select tests.as_anon();
select is(pg_temp.change('is_active => true'), '42501', 'anon may not ask');
select tests.as_service();
select is(pg_temp.change('is_active => true'), '42501', 'nor the worker');

select * from finish();
rollback;
