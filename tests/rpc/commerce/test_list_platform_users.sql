-- Users of the platforms, newest first, over several domains.
-- row: C02 C03 C04
begin;
select plan(13);

create function pg_temp.page(status text default null, after text default null, page_size integer default 50, sites text [] default null)
returns text [] language sql stable as $$
  select array_agg(l.external_id || ' ' || l.user_status order by l.place)
  from public.list_platform_users(
    case when page.sites is not null then array(select tests.domain(s.name) from unnest(page.sites) as s (name)) end, page.status, page.after, page.page_size
  ) with ordinality as l (
    domain_id, id, external_id, tag, email, wallets, referrer_id, user_status, joined_at, version, cursor, place
  )
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_platform_users(after => $1, page_size => $2)$walk$, $walk$l.domain_id || l.external_id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
-- Twins that joined at the same moment, so that only the last part of the order tells them apart.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select d.id, u.id, u.external_id, u.joined_at
from public.platform_users as u cross join public.domains as d
where u.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');

select tests.as('business@demo.example');
select is(
  pg_temp.page(),
  array['user-1005 waitlist', 'user-1004 inactive', 'user-1003 active', 'user-1002 active', 'user-1001 active'],
  'newest first, of the own domain'
);
select is(pg_temp.page('active'), array['user-1003 active', 'user-1002 active', 'user-1001 active'], 'of one status');
select is(pg_temp.page('pending'), null, 'which may be nobody''s');
select is(tests.refusal('select pg_temp.page(''gone'')'), '22023 INVALID_INPUT', 'but must be one');
select is(tests.refusal('select pg_temp.page(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select pg_temp.page(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal('select pg_temp.page(sites => ''{toto.example}'')'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select tests.as('admin@admin.com');
select is(
  (select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[17], 'pages leave nobody out'
);
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), 17::bigint, 'and name nobody twice');
select is(
  pg_temp.page('active', page_size => 2, sites => '{toto.example,cooking.example}'),
  array['user-1003 active', 'user-1002 active'], 'of the domains that are asked for'
);
select is(pg_temp.page(sites => '{}'), null, 'of no domain: nobody');
select results_eq(
  $$select tag, email, wallets, version from public.list_platform_users(array[tests.domain('cooking.example')], 'active') order by joined_at limit 1$$,
  $$values ('whisker', 'mia@wallet.example', '{So1Mia1111}'::text [], 1)$$, 'with what is known of each'
);

select * from finish();
rollback;
