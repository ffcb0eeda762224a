-- Whoever reads the log says how it stands with an alert.
-- row: C52
begin;
select plan(14);

create function pg_temp.mark(state text, version integer default null, id uuid default md5('alert/1')::uuid, site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(format('select public.mark_alert(%L, %L, %L, %L)', tests.domain(site), id, state, version))
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.alert_rules (domain_id, id, title, metric, method, limit_value)
values (tests.domain('toto.example'), md5('twin')::uuid, 'A twin', 'events', 'robust_z', 4);
insert into public.alerts (domain_id, id, rule_id, day, value, score, is_provisional)
values
  (tests.domain('toto.example'), md5('alert/1')::uuid, md5('twin')::uuid, '2026-11-03', 7, 1, false),
  (tests.domain('cooking.example'), md5('alert/2')::uuid, md5('alert_rule/1')::uuid, '2026-10-03', 8, 1, false);

select tests.as('support@demo.example');
select is(pg_temp.mark('ack'), null, 'support looks into one');
select tests.back();
select is(
  (select string_agg(a.value || ' ' || a.state || ' ' || a.version, ', ' order by a.value) from public.alerts as a), '0 ack 2, 7 open 1, 8 open 1', 'and no other'
);
select tests.as('support@demo.example');
select is(pg_temp.mark('ack'), null, 'the same again');
select is((select a.version from public.alerts as a where a.value = 0), 2, 'changes nothing');
select is(pg_temp.mark('resolved', 1), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.mark('resolved', 2), null, 'the right one is not');
select is(pg_temp.mark('open'), null, 'what was settled is open again');
select is(pg_temp.mark('lost'), '22023 INVALID_INPUT', 'a state is one of three');
select is(pg_temp.mark(null), '22023 INVALID_INPUT', 'null is none');
select is(pg_temp.mark('ack', id => md5('none')::uuid), 'P0002 NOT_FOUND', 'an alert that is there');
select is(pg_temp.mark('ack', site => 'toto.example'), '42501 PERMISSION_DENIED', 'of the own domain');
select tests.as('admin@admin.com');
select is(pg_temp.mark('ack', id => md5('alert/2')::uuid, site => 'toto.example'), 'P0002 NOT_FOUND', 'and in that domain');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.mark('ack'), '42501 PERMISSION_DENIED', 'business marks none');
select tests.as_anon();
select is(pg_temp.mark('ack'), '42501', 'anon may not ask');

select * from finish();
rollback;
