-- Alerts: read by support and admin where they work, written by functions, each change in the audit log.
-- row: C52
begin;
select plan(12);

insert into public.alert_rules (domain_id, id, title, metric, method, limit_value)
values (tests.domain('toto.example'), md5('twin')::uuid, 'A twin', 'events', 'robust_z', 4);
insert into public.alerts (domain_id, rule_id, day, value, score, is_provisional)
values (tests.domain('toto.example'), md5('twin')::uuid, '2026-11-03', 7, 1, false);
create function pg_temp.seen() returns text language sql as $$
  select string_agg(a.value::text, ', ' order by a.value) from public.alerts as a
$$;
grant execute on all functions in schema pg_temp to public;

select is(pg_temp.seen(), '0, 7', 'two domains have one');
select tests.as('support@demo.example');
select is(pg_temp.seen(), '0', 'support reads that of where it works');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), '0, 7', 'admin reads all');
select is(tests.refusal('update public.alerts set state = ''ack'''), '42501', 'and changes none by hand');
select is(tests.refusal('delete from public.alerts'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.alerts (day) values (null)'), '42501', 'nor makes one');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'business reads none');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.alerts'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), '0, 7', 'the worker reads all');
select is(tests.refusal('delete from public.alerts'), '42501', 'and writes none');
select tests.back();
select is(tests.refusal('insert into public.alerts (domain_id, rule_id, day, value, score, is_provisional) select domain_id, rule_id, day, 1, 1, false from public.alerts'), '23505', 'a rule has one alert a day');

select * from finish();
rollback;
