-- Rules of alerts: read by support and admin where they work, written by functions.
-- row: C52
begin;
select plan(13);

insert into public.alert_rules (domain_id, title, metric, method, limit_value)
values (tests.domain('toto.example'), 'A twin', 'events', 'robust_z', 4);
create function pg_temp.seen() returns text language sql as $$
  select string_agg(r.title, ', ' order by r.title) from public.alert_rules as r
$$;
grant execute on all functions in schema pg_temp to public;

select is(pg_temp.seen(), 'A twin, Orders', 'two domains have one');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'Orders', 'support reads that of where it works');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 'A twin, Orders', 'admin reads all');
select is(tests.refusal('update public.alert_rules set title = title'), '42501', 'and changes none by hand');
select is(tests.refusal('delete from public.alert_rules'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.alert_rules (title) values (null)'), '42501', 'nor makes one');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'business reads none');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.alert_rules'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), 'A twin, Orders', 'the worker reads all');
select is(tests.refusal('delete from public.alert_rules'), '42501', 'and writes none');
select tests.back();
select is(tests.refusal('update public.alert_rules set direction = ''both'' where method = ''threshold'''), '23514', 'a threshold has one side');
select is(tests.refusal('update public.alert_rules set method = ''magic'''), '23514', 'a method is one of three');

select * from finish();
rollback;
