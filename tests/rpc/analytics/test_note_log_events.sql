-- Which days are counted anew when the event log changes: those on which users did something, and no others.
-- row: C17 C47
begin;
select plan(13);

create function pg_temp.noted(site text default 'cooking.example') returns text language sql as $$
  select string_agg(days.day, ' ' order by days.day) from (
    select to_char(d.day, 'MM-DD') as day from private.dirty_days as d
    where d.domain_id = tests.domain(site) group by d.day, d.cause having d.cause in ('events', 'event_types')
  ) as days
$$;
-- The same ids in both domains, a month apart; the twin's kinds bear the same names.
insert into public.event_catalog (domain_id, name, schema_version, description, json_schema, actor_kinds)
select tests.domain(site), k.name, k.version, 'A kind.', '{}', '{user,system}'
from unnest('{cooking.example,toto.example}'::text []) as site
cross join (values ('order_filled', 1), ('order_filled', 2), ('page_opened', 1)) as k (name, version);
create temporary table told as
select
  tests.domain(s.site) as domain_id, md5(e.at::text)::uuid as id, e.name, e.version, e.kind, e.is_test,
  e.at + make_interval(months => s.later) as at
from (values ('cooking.example', 0), ('toto.example', 1)) as s (site, later)
cross join (
  values ('order_filled', 1, 'user', false, timestamptz '2026-03-02 23:59:59Z'), ('order_filled', 1, 'user', false, '2026-03-02 10:00Z'),
  ('order_filled', 2, 'user', false, '2026-03-04 00:00Z'), ('page_opened', 1, 'user', false, '2026-03-05 10:00Z'),
  ('order_filled', 1, 'user', true, '2026-03-06 10:00Z'), ('order_filled', 1, 'bo_user', false, '2026-03-07 10:00Z'),
  ('order_filled', 1, 'user', false, '2026-03-09 10:00Z')
) as e (name, version, kind, is_test, at);
delete from private.dirty_days;
insert into public.event_log (
  domain_id, id, name, schema_version, actor_kind, actor_id, properties, occurred_at, received_at, source, is_test, has_clock_skew
)
select t.domain_id, t.id, t.name, t.version, t.kind, 'user-1', '{}', t.at, now(), 'test', t.is_test, false from told as t;
select is(pg_temp.noted(), '03-02 03-04 03-05 03-09', 'events: their days (UTC), but of tests and others');
select is(pg_temp.noted('toto.example'), '04-02 04-04 04-05 04-09', 'those of each domain');
select is((select count(*) from private.dirty_days), 8::bigint, 'a statement notes each once');

delete from private.dirty_days;
update public.event_log as e set is_test = true
where e.domain_id = tests.domain('cooking.example') and e.occurred_at = '2026-03-09 10:00Z';
select is(pg_temp.noted(), '03-09', 'what turns out to be a test leaves its day');
delete from private.dirty_days;
update public.event_log as e set is_test = false
where e.domain_id = tests.domain('cooking.example') and e.occurred_at = '2026-03-09 10:00Z';
select is(pg_temp.noted(), '03-09', 'what turns out to be none comes into it');
delete from private.dirty_days;
delete from public.event_log as e
where e.domain_id = tests.domain('cooking.example') and e.id = md5(timestamptz '2026-03-02 10:00Z'::text)::uuid;
select is(pg_temp.noted(), '03-02', 'what is removed leaves it');

delete from private.dirty_days;
select private.ensure_event_partitions(date '2026-03-01', 2);
select is((select count(*) from private.dirty_days), 0::bigint, 'rows that move to the table of their month change no number');

update public.event_catalog as c set is_active = true, description = 'Another text.'
where c.domain_id = tests.domain('cooking.example') and c.name = 'order_filled';
select is((select count(*) from private.dirty_days), 0::bigint, 'what stays active changes none either');
update public.event_catalog as c set is_active = false
where c.domain_id = tests.domain('cooking.example') and c.name = 'order_filled' and c.schema_version = 1;
select is(pg_temp.noted(), '03-02 03-09', 'a kind that is inactive: the days on which users did this, in this version');
select is((select count(*) from private.dirty_days where cause <> 'event_types'), 0::bigint, 'say why');
select is((select count(*) from private.dirty_days), 2::bigint, 'and none of its twin');

select private.tally_events('2026-03-01', '2026-05-01');
delete from public.event_log where source = 'test';
insert into private.event_tallies (domain_id, begins_at, name, schema_version, source, actor_kind, actor_id, events)
values (tests.domain('cooking.example'), '2026-03-10', 'page_opened', 1, 'test', 'system', '', 1);
delete from private.dirty_days;
update public.event_catalog as c set is_active = true
where c.domain_id = tests.domain('cooking.example') and c.name = 'order_filled' and c.schema_version = 1;
select is(pg_temp.noted(), '03-02 03-09', 'also those of which only tallies are left');
delete from private.dirty_days;
update public.event_catalog as c set is_active = false
where c.domain_id = tests.domain('cooking.example') and c.name = 'page_opened';
select is(pg_temp.noted(), '03-05', 'of users');

select * from finish();
rollback;
