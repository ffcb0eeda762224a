-- Whoever manages fees makes cycles: whole days, weeks and months on the wall of their zone, or any time.
-- row: C03 C04 C20
begin;
select plan(27);

create function pg_temp.make(kind text, starts_at text, ends_at text default null, zone text default 'UTC', site text default 'cooking.example')
returns text language sql as $$
  select tests.refusal(format(
    'select public.create_cycle(%L, %L, %L, %L, %L)', tests.domain(make.site), make.kind, make.starts_at, make.ends_at, make.zone
  ))
$$;
create function pg_temp.made(kind text, starts_at text, ends_at text default null, zone text default 'UTC') returns text language sql as $$
  select concat_ws(' ', c.kind, to_char(c.starts_at at time zone 'UTC', 'MM-DD HH24:MI'), to_char(c.ends_at at time zone 'UTC', 'MM-DD HH24:MI'), c.time_zone)
  from public.create_cycle(tests.domain('cooking.example'), made.kind, made.starts_at::timestamptz, made.ends_at::timestamptz, made.zone) as c
$$;
grant execute on all functions in schema pg_temp to public;
delete from public.cycles;

select tests.as('business@demo.example');
select is(pg_temp.made('day', '2026-10-18 22:30Z'), 'day 10-18 00:00 10-19 00:00 UTC', 'a day is the whole one of the instant');
select is(pg_temp.made('day', '2026-10-18 22:30Z', zone => 'Europe/Paris'), 'day 10-18 22:00 10-19 22:00 Europe/Paris', 'on the wall of the zone');
select is(pg_temp.made('day', '2026-10-25 12:00Z', zone => 'Europe/Paris'), 'day 10-24 22:00 10-25 23:00 Europe/Paris', 'of 25 hours where clocks go back');
select is(pg_temp.made('day', '2026-09-06 12:00Z', zone => 'America/Santiago'), 'day 09-06 04:00 09-07 03:00 America/Santiago', 'from one on where there is no midnight');
select is(pg_temp.made('week', '2026-10-18 22:30Z'), 'week 10-12 00:00 10-19 00:00 UTC', 'a week begins on Monday');
select is(pg_temp.made('month', '2026-10-31 23:30Z', zone => 'Europe/Paris'), 'month 10-31 23:00 11-30 23:00 Europe/Paris', 'a month on its first');
select is(
  pg_temp.made('custom', '2026-10-18 22:30Z', '2026-10-18 22:30:01Z', 'Asia/Kathmandu'), 'custom 10-18 22:30 10-18 22:30 Asia/Kathmandu', 'any other time is as it is said'
);
select is((select array_agg(distinct c.created_by) from public.cycles as c), array[tests.person('business@demo.example')], 'with who made it');
select is((select count(*) from public.cycles), 7::bigint, 'seven are there');
select is(pg_temp.made('day', '2026-10-18 00:00Z'), 'day 10-18 00:00 10-19 00:00 UTC', 'the same again');
select is((select count(*) from public.cycles), 7::bigint, 'is the one that is there');
select is(pg_temp.made('custom', '2026-10-18 00:00Z', '2026-10-19 00:00Z'), 'custom 10-18 00:00 10-19 00:00 UTC', 'of another kind it is another');

select is(pg_temp.make('hour', '2026-10-18Z'), '22023 INVALID_INPUT', 'a kind is one of four');
select is(pg_temp.make(null, '2026-10-18Z'), '22023 INVALID_INPUT', 'and is said');
select is(pg_temp.make('day', null), '22023 INVALID_INPUT', 'so is when it begins');
select is(pg_temp.make('day', 'infinity'), '22023 INVALID_INPUT', 'which is some time');
select is(pg_temp.make('day', '2000-12-31 23:00Z'), '22023 INVALID_INPUT', 'in this century');
select is(pg_temp.make('custom', '2026-10-18Z', 'infinity'), '22023 INVALID_INPUT', 'where it ends, too');
select is(pg_temp.make('custom', '2026-10-18Z'), '22023 INVALID_INPUT', 'a custom one ends');
select is(pg_temp.make('custom', '2026-10-18Z', '2026-10-18Z'), '22023 INVALID_INPUT', 'after it begins');
select is(pg_temp.make('day', '2026-10-18Z', '2026-10-19Z'), '22023 INVALID_INPUT', 'a day by itself');
select is(pg_temp.make('day', '2026-10-18Z', zone => 'PST'), '22023 INVALID_INPUT', 'a zone has a name');
select is(pg_temp.make('day', '2026-10-18Z', site => 'toto.example'), '42501 PERMISSION_DENIED', 'the domain is the own');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.make('day', '2026-10-18Z'), '42501 PERMISSION_DENIED', 'support, who looks at fees, makes none');
select tests.as_anon();
select is(pg_temp.make('day', '2026-10-18Z'), '42501', 'nor does anon');
select tests.back();
update public.person_prefs set value = '"Asia/Tokyo"' where key = 'report_time_zone';
insert into public.person_prefs (person_id, key, value)
values (tests.person('admin@admin.com'), 'report_time_zone', '"Asia/Tokyo"')
on conflict (person_id, key) do update set value = excluded.value;
select tests.as('admin@admin.com');
select is(pg_temp.made('day', '2026-10-18 16:00Z', zone => null), 'day 10-18 15:00 10-19 15:00 Asia/Tokyo', 'without a zone the preferred one counts');
select is((select count(*) from public.cycles), 9::bigint, 'nine in the end');

select * from finish();
rollback;
