-- Cohorts by priority, over several domains, with how many belong to them now.
-- row: C03 C32
begin;
select plan(9);

create function pg_temp.page(after text default null, page_size integer default 50, sites text [] default null)
returns text [] language sql stable as $$
  select array_agg(format('%s %s %s', l.priority, l.name, l.member_count) order by l.place)
  from public.list_cohorts(
    case when page.sites is not null then array(select tests.domain(s.name) from unnest(page.sites) as s (name)) end, page.after, page.page_size
  ) with ordinality as l (domain_id, id, name, priority, kind, member_count, created_at, version, cursor, place)
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_cohorts(after => $1, page_size => $2)$walk$, $walk$l.domain_id || l.name$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.cohorts (domain_id, id, name, priority)
select tests.domain('abtasty.com'), c.id, c.name, c.priority from public.cohorts as c where c.domain_id = tests.domain('cooking.example');

select tests.as('business@demo.example');
select is(pg_temp.page(), array['10 PROMO2025 2', '20 Early traders 1', '30 Large volume 0'], 'by priority, with who belongs to it now');
select is(tests.refusal('select pg_temp.page(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select pg_temp.page(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(
  tests.refusal(format('select pg_temp.page(after => %L)', encode(convert_to(concat_ws('|', 'cohorts', tests.domain('cooking.example'), tests.domain('cooking.example'), 'x'), 'utf8'), 'hex'))),
  '22023 INVALID_INPUT', 'of a number'
);
select is(tests.refusal('select pg_temp.page(sites => ''{toto.example}'')'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[7], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), 7::bigint, 'and name none twice');
select is(pg_temp.page(page_size => 1, sites => '{abtasty.com}'), array['10 PROMO2025 0'], 'members are those of the same domain');

select * from finish();
rollback;
