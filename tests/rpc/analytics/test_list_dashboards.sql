-- The list of dashboards: the own and what is shared, page by page.
-- row: C48
begin;
select plan(14);

insert into public.dashboards (domain_id, id, owner_id, title, created_at)
select d.id, md5('twin' || n.number)::uuid, tests.person('admin@admin.com'), 'Twin ' || n.number, '2026-10-01T00:00:00Z'
from public.domains as d cross join generate_series(1, 2) as n (number) where d.site_domain in ('toto.example', 'abtasty.com');
insert into public.dashboard_widgets (domain_id, dashboard_id, position, metric, title)
values (tests.domain('toto.example'), md5('twin1')::uuid, 1, 'retention', 'Of one twin');
create function pg_temp.page(site text default null, after text default null, page_size integer default 50) returns text language sql stable as $$
  select string_agg(l.title, ', ' order by l.place) from public.list_dashboards(
    case when page.site = '' then '{}' when page.site is not null then array[tests.domain(page.site)] end, page.after, page.page_size
  ) with ordinality as l (domain_id, id, title, visibility, role_key, owner_id, is_mine, widgets, updated_at, version, cursor, place)
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_dashboards(after => $1, page_size => $2)$walk$, $walk$l.domain_id || ' ' || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), array[6], 'pages leave nothing out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order');
select is(pg_temp.page('cooking.example'), 'Trading desk', 'of a domain');
select is(pg_temp.page(''), null, 'of none');
select is(pg_temp.page('abtasty.com', page_size => 1), 'Website', 'newest first, in pages');
select is(tests.refusal('select public.list_dashboards(page_size => 0)'), '22023 INVALID_INPUT', 'of one at least');
select is(tests.refusal('select public.list_dashboards(after => ''x'')'), '22023 INVALID_INPUT', 'from a cursor');
select results_eq(
  $$select visibility, role_key, is_mine, widgets, version from public.list_dashboards() where title in ('Website', 'Trading desk') order by title$$,
  $$values ('role', 'business', true, 1::bigint, 1), ('all', null, true, 2, 1)$$, 'with what they are'
);
select results_eq(
  $$select title, widgets from public.list_dashboards(array[tests.domain('abtasty.com')]) where title ~ 'Twin' order by title$$,
  $$values ('Twin 1', 0::bigint), ('Twin 2', 0)$$, 'and not with what a twin has'
);
select tests.as('user@user.com');
select results_eq(
  $$select title, is_mine from public.list_dashboards() order by title$$,
  $$values ('My week', true), ('Website', false)$$, 'others see the own, and what is shared'
);
select is(tests.refusal('select pg_temp.page(''cooking.example'')'), '42501 PERMISSION_DENIED', 'not of another domain');
select tests.as('support@demo.example');
select is(pg_temp.page(), 'Website', 'and nothing private');
select tests.as_anon();
select is(tests.refusal('select public.list_dashboards()'), '42501', 'anon may not ask');
select tests.as_service();
select is(tests.refusal('select public.list_dashboards()'), '42501', 'nor the worker');

select * from finish();
rollback;
