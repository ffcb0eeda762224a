-- Of the single cases that are given, those are found that their domain has and the filter means, page by page.
-- row: T05 T06 T07
begin;
select plan(16);

-- Nine in each of two domains, with the same ids: each differs from the first in one thing.
insert into public.cases (
  domain_id, id, code, title, description, species, status, priority, category, org_id, archived_at, created_at
)
select
  tests.domain(site), md5('given ' || n)::uuid, 'G-' || n, 'Given', case when n = 8 then '' else 'Un gatito' end,
  case when n = 2 then 'cat' else 'dog' end, case when n = 3 then 'active' else 'draft' end,
  case when n = 4 then 'urgent' else 'normal' end, case when n = 5 then 'foster' else 'rescue' end,
  case when n <> 6 then tests.client('Toto') end, case when n = 7 then now() end,
  timestamptz '2026-11-01' + n * interval '1 hour'
from unnest('{abtasty.com,cooking.example}'::text []) as site, generate_series(1, 9) as n;

-- What is found of the first eight; the last one is not given.
create function pg_temp.found(filter jsonb, sites text [] default '{abtasty.com}', below integer default null, page_size integer default 100) returns text language sql as $$
  select string_agg(c.code || case when c.domain_id = tests.domain('abtasty.com') then '' else ' elsewhere' end, ', ' order by found.place)
  from private.find_cases(
    jsonb_populate_record(null::private.case_filter, filter), '{}',
    array(select tests.domain(site) from unnest(sites) as site),
    array(select md5('given ' || n)::uuid from generate_series(1, 8) as n),
    timestamptz '2026-11-01' + below * interval '1 hour', md5('given ' || below)::uuid, tests.domain('abtasty.com'), page_size
  ) with ordinality as found (domain_id, id, created_at, place)
  inner join public.cases as c on (c.domain_id, c.id) = (found.domain_id, found.id)
$$;

select is(pg_temp.found('{"include_archived": true}'), 'G-8, G-7, G-6, G-5, G-4, G-3, G-2, G-1', 'all that are given, of the domain, newest first');
select is(pg_temp.found('{}'), 'G-8, G-6, G-5, G-4, G-3, G-2, G-1', 'without the archived one');
select is(pg_temp.found('{"include_archived": true}', '{}'), null, 'of no domain: none');
select is(pg_temp.found('{"species": "cat"}', '{abtasty.com,cooking.example}'), 'G-2 elsewhere, G-2', 'of two domains: of both');
select is(pg_temp.found('{"include_archived": true}', below => 4), 'G-3, G-2, G-1', 'after a place: what is older');
select is(pg_temp.found('{"include_archived": true}', below => 8, page_size => 2), 'G-7, G-6', 'no more than a page of them');
select is(pg_temp.found('{"species": "cat"}'), 'G-2', 'by species');
select is(pg_temp.found('{"status": ["active", "urgent"]}'), 'G-3', 'by status');
select is(pg_temp.found('{"status": []}'), null, 'of no status: none');
select is(pg_temp.found('{"priority": "urgent"}'), 'G-4', 'by priority');
select is(pg_temp.found('{"category": "foster"}'), 'G-5', 'by category');
select is(pg_temp.found(jsonb_build_object('org_id', tests.client('Toto'))), 'G-8, G-5, G-4, G-3, G-2, G-1', 'by organization');
select is(pg_temp.found(jsonb_build_object('org_id', tests.client('Toto'), 'include_archived', true)), 'G-8, G-7, G-5, G-4, G-3, G-2, G-1', 'with the archived one');
select is(pg_temp.found('{"query": "''gatito''"}'), 'G-6, G-5, G-4, G-3, G-2, G-1', 'by words');
select is(pg_temp.found('{"query": "''gatito''", "species": "dog", "status": ["draft"], "priority": "normal", "category": "rescue"}'), 'G-6, G-1', 'by several at once');
select is(pg_temp.found(jsonb_build_object('org_id', md5('nobody')::uuid)), null, 'of another organization: none');

select * from finish();
rollback;
