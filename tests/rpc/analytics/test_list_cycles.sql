-- Cycles, those that begin last first, over several domains.
-- row: C20
begin;
select plan(13);

insert into public.cycles (domain_id, id, kind, starts_at, ends_at, time_zone)
select tests.domain(s.name), c.id, 'day', c.starts_at, c.starts_at + interval '1 day', 'UTC'
from public.cycles as c cross join unnest('{toto.example,abtasty.com}'::text []) as s (name);
insert into public.cycles (domain_id, kind, starts_at, ends_at, time_zone) values
(tests.domain('cooking.example'), 'custom', now() - interval '2 hours', now() + interval '1 hour', 'UTC'),
(tests.domain('cooking.example'), 'week', '2026-11-02Z', '2026-11-09Z', 'UTC'),
(tests.domain('cooking.example'), 'month', '2026-11-01Z', '2026-11-02Z', 'UTC');
create function pg_temp.page(filter jsonb default '{}', after text default null, page_size integer default 50)
returns text [] language sql stable as $$
  select array_agg(l.kind || ' ' || l.state order by l.place)
  from public.list_cycles(page.filter, page.after, page.page_size)
    with ordinality as l (domain_id, id, kind, starts_at, ends_at, time_zone, state, created_by, created_at, cursor, place)
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_cycles(after => $1, page_size => $2)$walk$, $walk$l.domain_id || l.kind$walk$, walk.page_size)
$$;
create function pg_temp.of(site text) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', jsonb_build_array(tests.domain(of.site)))
$$;
grant execute on all functions in schema pg_temp to public;
delete from public.cycles where kind = 'month' and id <> md5('cycle/1')::uuid and ends_at > now();

select tests.as('business@demo.example');
select is(
  (select array_agg(split_part(p, ' ', 1)) from unnest(pg_temp.page()) as p),
  array['custom', 'week'] || case when md5('cycle/1')::uuid > (select id from public.cycles where kind = 'month' and ends_at = '2026-11-02Z') then '{month,month}' else '{month,month}'::text [] end,
  'those that begin last come first'
);
select is(pg_temp.page('{"kinds": ["custom"]}'), array['custom partial'], 'with what their numbers are, of some kinds alone');
select is(cardinality(pg_temp.page('{"kinds": ["month", "week"]}')), 3, 'or of several');
select is(pg_temp.page('{"kinds": []}'), null, 'of none is none');
select is(pg_temp.page(pg_temp.of('cooking.example') || '{"kinds": ["week"]}'), array['week final'], 'of some domains alone');
select is(tests.refusal('select pg_temp.page(pg_temp.of(''toto.example''))'), '42501 PERMISSION_DENIED', 'not of another one');
select is(tests.refusal('select pg_temp.page(''{"kinds": ["hour"]}'')'), '22023 INVALID_INPUT', 'a kind is one of four');
select is(tests.refusal('select pg_temp.page(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select pg_temp.page(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select tests.as('admin@admin.com');
select is(pg_temp.page(pg_temp.of('toto.example')), array['day final'], 'each domain has its own');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), array[6], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select tests.as_anon();
select is(tests.refusal('select public.list_cycles()'), '42501', 'anon is refused');

select * from finish();
rollback;
