-- Whoever manages the log watches a number of it.
-- row: C52
begin;
select plan(24);

create function pg_temp.make(over text default '', site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(format(
    'select public.create_alert_rule(%s)', (
      select string_agg(format('%I => %s', a.name, coalesce(substring(over from a.name || ' => ([^;]+)'), a.given)), ', ')
      from (values
        ('domain_id', quote_literal(tests.domain(site)) || '::uuid'), ('title', quote_literal(' Orders ')), ('metric', quote_literal('events')),
        ('method', quote_literal('robust_z')), ('limit_value', '4'), ('direction', quote_literal('above')), ('event_name', quote_literal('order_placed')),
        ('min_volume', '10'), ('cooldown_days', '3'), ('time_zone', quote_literal('Europe/Paris'))
      ) as a (name, given)
    )
  ))
$$;
grant execute on all functions in schema pg_temp to public;
delete from public.alerts;
delete from public.alert_rules;

select tests.as('admin@admin.com');
select is(pg_temp.make(), null, 'admin makes a rule');
select results_eq(
  $$select domain_id, title, metric, method, limit_value, direction, event_name, min_volume, cooldown_days, time_zone, is_active from public.alert_rules$$,
  $$select tests.domain('cooking.example'), 'Orders', 'events', 'robust_z', 4::numeric, 'above', 'order_placed', 10::numeric, 3, 'Europe/Paris', true$$,
  'as it was said'
);
select is(pg_temp.make('event_name => null;direction => ''both'''), null, 'of all kinds, on both sides');
select is(pg_temp.make('method => ''threshold'''), null, 'a threshold');
select is(pg_temp.make('method => ''threshold'';direction => ''both'''), '22023 INVALID_INPUT', 'which has one side');
select is(pg_temp.make('title => '' '''), '22023 INVALID_INPUT', 'a title says something');
select is(pg_temp.make('title => null'), '22023 INVALID_INPUT', 'and is there');
select is(pg_temp.make('metric => ''visits'''), '22023 INVALID_INPUT', 'a metric is one of two');
select is(pg_temp.make('metric => null'), '22023 INVALID_INPUT', 'none is none');
select is(pg_temp.make('method => ''magic'''), '22023 INVALID_INPUT', 'a method is one of three');
select is(pg_temp.make('direction => ''up'''), '22023 INVALID_INPUT', 'a direction is one of three');
select is(pg_temp.make('limit_value => -1'), '22023 INVALID_INPUT', 'a limit is not negative');
select is(pg_temp.make('limit_value => ''NaN'''), '22023 INVALID_INPUT', 'it is a number');
select is(pg_temp.make('limit_value => ''Infinity'''), '22023 INVALID_INPUT', 'that ends');
select is(pg_temp.make('min_volume => -1'), '22023 INVALID_INPUT', 'as is a volume');
select is(pg_temp.make('min_volume => ''Infinity'''), '22023 INVALID_INPUT', 'that ends too');
select is(pg_temp.make('cooldown_days => 366'), '22023 INVALID_INPUT', 'a cool-down is a year at most');
select is(pg_temp.make('cooldown_days => null'), '22023 INVALID_INPUT', 'and said');
select is(pg_temp.make('time_zone => ''Mars'''), '22023 INVALID_INPUT', 'a zone is one that is there');
select is(pg_temp.make(site => 'toto.example'), '22023 INVALID_INPUT', 'a kind of event is one of the domain''s');
select is(pg_temp.make('event_name => ''nothing'''), '22023 INVALID_INPUT', 'that is in its catalogue');
select tests.as('support@demo.example');
select is(pg_temp.make(), '42501 PERMISSION_DENIED', 'support, who reads alerts, makes no rule');
select tests.as_anon();
select is(pg_temp.make(), '42501', 'anon may not ask');
select tests.back();
select is((select count(*) from public.alert_rules), 3::bigint, 'three were made');

select * from finish();
rollback;
