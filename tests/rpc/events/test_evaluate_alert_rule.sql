-- What a rule makes of a day: from the weeks since the own log began, beside alerts of other rules, days and domains.
-- row: C52
begin;
select plan(16);
set local time zone 'UTC';

delete from public.alerts;
delete from public.alert_rules;
delete from public.event_log;
delete from private.event_tallies;
create temporary table it on commit drop as
select tests.domain('cooking.example') as here, tests.domain('abtasty.com') as there, current_date - 20 as day;
insert into public.event_catalog (domain_id, name, schema_version, description, json_schema, actor_kinds)
select d.id, 'watched', 1, 'x', '{}', '{user}' from it cross join lateral (values (it.here), (it.there)) as d (id);
insert into public.alert_rules (domain_id, id, title, metric, method, direction, limit_value, cooldown_days)
select it.here, md5(r.name)::uuid, r.name, 'events', r.method, r.direction, r.limit_value, 1
from it cross join (values ('odd', 'robust_z', 'above', 4), ('none', 'threshold', 'above', 5), ('other', 'threshold', 'above', 5)) as r (name, method, direction, limit_value);
create function pg_temp.tally(site uuid, weeks_before integer, events integer, days_later integer default 0) returns void language sql as $$
  insert into private.event_tallies (domain_id, begins_at, name, schema_version, source, actor_kind, actor_id, events)
  select site, (it.day - 7 * weeks_before + days_later)::timestamptz, 'watched', 1, 'x', 'user', 'u', tally.events from it
$$;
create function pg_temp.run(name text, later integer default 0) returns text language sql as $$
  select private.evaluate_alert_rule(r, it.day + later) from public.alert_rules as r cross join it where r.title = run.name;
  select string_agg(concat_ws(' ', r.title, a.day - it.day, a.value, a.state, case when a.is_provisional then 'provisional' end), ', ' order by r.title, a.day)
  from public.alerts as a inner join public.alert_rules as r on r.domain_id = a.domain_id and r.id = a.rule_id cross join it
$$;
create function pg_temp.alert(name text, days_later integer, value integer) returns void language sql as $$
  insert into public.alerts (domain_id, rule_id, day, value, score, is_provisional) select it.here, md5(name)::uuid, it.day + days_later, value, 1, true from it
$$;

-- The log begins with the day itself. Elsewhere it began long ago, as a log and as tallies.
select pg_temp.tally(here, 0, 50), pg_temp.tally(there, 9, 1) from it;
insert into public.event_log (domain_id, id, name, schema_version, actor_kind, actor_id, properties, occurred_at, received_at, source, is_test, has_clock_skew)
select it.there, gen_random_uuid(), 'watched', 1, 'user', 'u', '{}', (it.day - 63)::timestamptz, now(), 'x', false, false from it;
select is(pg_temp.run('odd'), null, 'there is nothing to compare with');
select pg_temp.tally(here, 3, 1) from it;
select is(pg_temp.run('odd'), null, 'nor are three weeks enough');
select pg_temp.tally(here, 4, 1) from it;
select is(pg_temp.run('odd'), 'odd 0 50 open', 'four are, though without events in two of them');

-- Of other rules, and days that are further away, nothing holds an alert back.
select is(pg_temp.run('none'), 'none 0 50 open, odd 0 50 open', 'each rule has its own');
select pg_temp.tally(here, -1, 60), pg_temp.tally(here, -1, 61, 1) from it;
select is(pg_temp.run('none', 7), 'none 0 50 open, none 7 60 open, odd 0 50 open', 'and another after a while');
select is(pg_temp.run('none', 8), 'none 0 50 open, none 7 60 open, odd 0 50 open', 'but not at once');

-- What may change is counted anew, of that rule and day; what no longer may is final.
delete from public.alerts;
select pg_temp.alert('none', 0, 49), pg_temp.alert('none', 3, 7), pg_temp.alert('other', 0, 8);
select is(pg_temp.run('none'), 'none 0 50 open, none 3 7 open provisional, other 0 8 open provisional', 'one is counted anew');
delete from public.alerts;
select pg_temp.alert('none', 0, 50);
select is(pg_temp.run('none'), 'none 0 50 open', 'or is final as it was');
update public.alerts set value = 49;
select is(pg_temp.run('none'), 'none 0 49 open', 'and stays so');

select pg_temp.tally(here, 0, 50, 17) from it;
select is(pg_temp.run('none', 17), 'none 0 49 open, none 17 50 open provisional', 'one of these days may change');
select is(pg_temp.run('none', 17), 'none 0 49 open, none 17 50 open provisional', 'and is looked at again');
select is((select a.version from public.alerts as a where a.is_provisional), 1, 'which writes nothing where nothing changed');
delete from public.alerts as a using it where a.day > it.day;

-- Users are counted, whoever else did something is not.
insert into private.event_tallies (domain_id, begins_at, name, schema_version, source, actor_kind, actor_id, events)
select it.here, it.day, 'watched', 1, 'x', w.kind, w.id, 9 from it cross join (values ('user', 'v'), ('bo_user', 'w'), ('integration', '')) as w (kind, id);
select is(
  (select private.count_alert_days(jsonb_populate_record(r, '{"metric": "active_users"}'), array[it.day]) from public.alert_rules as r cross join it where r.title = 'none'),
  '{2}', 'two users were active'
);

-- A day that is not over is left alone.
insert into private.event_tallies (domain_id, begins_at, name, schema_version, source, actor_kind, actor_id, events)
select it.here, current_date, 'watched', 1, 'x', 'user', 'u', 70 from it;
select is(pg_temp.run('none', 20), 'none 0 49 open', 'today is not over');

select is((public.run_alert_upkeep(1) ->> 'rules'), '3', 'rules are run');
select is(
  (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()), 1::bigint, 'by one at a time'
);

select * from finish();
rollback;
