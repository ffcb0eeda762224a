-- Whoever reads the log of a domain is told of an alert, once, in the own language, over the channels of the rules.
-- row: C52
begin;
select plan(10);

delete from public.alerts;
update public.people set locale = 'fr' where email = 'support@demo.example';
create function pg_temp.told() returns text language sql stable as $$
  select string_agg(p.email || ': ' || n.title, ', ' order by p.email) from public.notifications as n
  inner join public.people as p on n.recipient_id = p.id where n.event = 'alert.raised'
$$;
create function pg_temp.days_back(number integer) returns text language sql stable as $$
  select ((now() at time zone 'UTC')::date - number)::text
$$;
grant execute on all functions in schema pg_temp to public;

select public.run_alert_upkeep(1);
select is(pg_temp.told(), format('admin@admin.com: Orders: 0 on %1$s, support@demo.example: Orders : 0 le %1$s', pg_temp.days_back(1)), 'who reads the log is told');
select public.run_alert_upkeep(8);
select is((select count(*) from public.notifications as n where n.event = 'alert.raised'), 2::bigint, 'once in a cool-down');
select results_eq(
  $$select distinct n.type, n.severity, n.link, n.domain_id, n.data - 'alert_id' from public.notifications as n where n.event = 'alert.raised'$$,
  $$select 'system', 'warning', '/alerts', tests.domain('cooking.example'), jsonb_build_object('rule', 'Orders', 'day', pg_temp.days_back(1), 'value', 0, 'expected', null)$$,
  'with what it is about'
);
select is((select n.data ->> 'alert_id' from public.notifications as n where n.event = 'alert.raised' limit 1), (select a.id::text from public.alerts as a), 'and which');
select is((select count(*) from private.outbox as o where o.payload ->> 'event' = 'alert.raised'), 0::bigint, 'no mail for who did not ask for it');
delete from public.alerts;
insert into public.notification_prefs (person_id, event, channel, is_on)
values (tests.person('support@demo.example'), 'alert.raised', 'email', true), (tests.person('support@demo.example'), 'alert.raised', 'in_app', false);
update public.alert_rules set cooldown_days = 0;
select public.run_alert_upkeep(2);
select is((select count(*) from private.outbox as o where o.payload ->> 'event' = 'alert.raised'), 2::bigint, 'one for each to who did');
select is((select count(*) from public.notifications as n where n.event = 'alert.raised'), 4::bigint, 'the bell as each wants it');
select private.tell_alert(r, a) from public.alerts as a inner join public.alert_rules as r on a.rule_id = r.id;
select is((select count(*) from public.notifications as n where n.event = 'alert.raised'), 4::bigint, 'told again is told once');
select tests.as('business@demo.example');
select is((select count(*) from public.list_notifications() as n where n.event = 'alert.raised'), 0::bigint, 'who does not read the log is not told');
select tests.as('admin@admin.com');
select is(tests.refusal('select private.tell_alert(null, null)'), '42501', 'and nobody tells by hand');

select * from finish();
rollback;
