-- The list of cases: what it shows is what the table shows under its policy, filter by filter and page by page.
-- row: T05 T06 T07 T31
begin;
select plan(36);

-- Two hundred more, of every kind, in two domains: many made at the same moment, some archived.
insert into public.cases (
  domain_id, id, code, title, description, species, status, priority, category, location, org_id, archived_at, created_at
)
select
  tests.domain(case when n % 4 = 0 then 'cooking.example' else 'toto.example' end),
  md5('list ' || n)::uuid, 'L-' || n, 'Case ' || n, case when n % 9 = 0 then 'Un gatito con una pata rota' else '' end,
  (array['dog', 'cat', 'horse'])[1 + n % 3], (array['draft', 'active', 'urgent', 'on_hold', 'completed', 'cancelled'])[1 + n % 6],
  (array['normal', 'urgent'])[1 + n % 2], (array['rescue', 'surgery', 'treatment', 'transit', 'foster'])[1 + n % 5],
  case when n % 7 = 0 then 'Río Tercero, Córdoba' end, case when n % 10 = 1 then tests.client('Toto') end,
  case when n % 11 = 0 then now() end, timestamptz '2026-11-01' + n / 5 * interval '1 hour'
from generate_series(1, 200) as n;
insert into public.case_guardians (domain_id, case_id, guardian_id, role, valid)
select c.domain_id, c.id, tests.person('guardian@demo.example'), 'primary', tstzrange(now() - interval '1 day', null)
from public.cases as c where substr(c.code, 3) ~ '[25]$' and c.code like 'L-%';
-- With the id of what the guardian has, elsewhere.
insert into public.cases (domain_id, id, code, title, species, category)
select tests.domain(twin.site_domain), md5('list 2')::uuid, 'TWIN', 'Twin', 'cat', 'rescue'
from (values ('abtasty.com'), ('cooking.example')) as twin (site_domain);

create temporary table filters (filter jsonb, condition text) on commit drop;
insert into filters values
('{}', 'archived_at is null'),
('null', 'archived_at is null'),
('{"include_archived": true}', 'true'),
('{"include_archived": false, "species": null}', 'archived_at is null'),
('{"status": ["active", "urgent"]}', $$archived_at is null and status in ('active', 'urgent')$$),
('{"status": []}', 'false'),
('{"priority": "urgent"}', $$archived_at is null and priority = 'urgent'$$),
('{"category": "foster"}', $$archived_at is null and category = 'foster'$$),
('{"species": "horse", "include_archived": true}', $$species = 'horse'$$),
('{"org_id": "20000000-0000-4000-8000-000000000005"}', $$archived_at is null and org_id = '20000000-0000-4000-8000-000000000005'$$),
('{"text": "rio cordoba"}', $$archived_at is null and location = 'Río Tercero, Córdoba'$$),
('{"text": "GATÍTO -pata"}', 'false'),
('{"text": "\"pata rota\""}', $$archived_at is null and description like '%pata rota%'$$),
('{"text": "kittens"}', $$title ~ 'kittens'$$),
(
  '{"text": "gatito", "priority": "normal", "status": ["draft"], "include_archived": true}',
  $$description ~ 'gatito' and priority = 'normal' and status = 'draft'$$
);
create function pg_temp.wrong() returns setof jsonb language plpgsql as $$
declare
  tried record;
  expected uuid [];
begin
  for tried in select * from filters loop
    execute 'select array_agg(id order by created_at desc, id desc) from public.cases where ' || tried.condition into expected;
    if expected is distinct from (
      select array_agg(c.id order by c.place)
      from public.list_cases(tried.filter, null, 500) with ordinality as c (
        domain_id, id, code, title, species, status, priority, category, location, goal_minor, currency, org_id,
        published_at, completed_at, archived_at, created_at, version, cursor, place)
    ) then
      return next tried.filter;
    end if;
  end loop;
end;
$$;
create function pg_temp.paged(page_size integer) returns uuid [] language plpgsql as $$
declare
  place text;
  page uuid [];
  found uuid [] := '{}';
begin
  loop
    select array_agg(c.id order by c.created_at desc, c.id desc), (array_agg(c.cursor order by c.created_at, c.id))[1]
    into page, place from public.list_cases('{}', place, paged.page_size) as c;
    exit when page is null;
    found := found || page;
  end loop;
  return found;
end;
$$;
create function pg_temp.all_of_them() returns uuid [] language sql as $$
  select array_agg(id order by created_at desc, id desc) from public.cases where archived_at is null
$$;
create function pg_temp.refused(filter jsonb) returns text language sql as $$
  select tests.refusal(format('select public.list_cases(%L)', refused.filter))
$$;
grant select on filters to public;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is_empty('select pg_temp.wrong()', 'admin: each filter equals brute force');
select is(pg_temp.paged(7), pg_temp.all_of_them(), 'and the pages are the whole');
select tests.as('staff@demo.example');
select is_empty('select pg_temp.wrong()', 'T05: staff, too');
select is(pg_temp.paged(1), pg_temp.all_of_them(), 'page by page of one');
select cmp_ok((select count(*) from public.list_cases('{}', null, 500)), '>', 100::bigint, 'and there are many');
select is(
  pg_temp.refused(jsonb_build_object('domain_ids', array[tests.domain('cooking.example')])),
  '42501 PERMISSION_DENIED', 'another domain is refused'
);
select is(pg_temp.refused('{"domain_ids": []}'), null, 'none may be asked for');
select is((select count(*) from public.list_cases('{"domain_ids": []}')), 0::bigint, 'and none answers');
select tests.as('support@demo.example');
select is_empty('select pg_temp.wrong()', 'support, of its domains');
select tests.as('partner@demo.example');
select is_empty('select pg_temp.wrong()', 'T06: a partner, of what is the organization''s or shared with it');
select is(pg_temp.paged(3), pg_temp.all_of_them(), 'T06: in pages, too');
select cmp_ok((select count(*) from public.list_cases()), '>', 10::bigint, 'T06: of which there are some');
select is(
  pg_temp.refused(jsonb_build_object('domain_ids', array[tests.domain('cooking.example')])),
  '42501 PERMISSION_DENIED', 'another domain is refused'
);
select is(
  (select count(*) from public.list_cases(jsonb_build_object('domain_ids', array[tests.domain('toto.example')]))),
  (select count(*) from public.list_cases()), 'his own is not'
);
select tests.as('guardian@demo.example');
select is_empty('select pg_temp.wrong()', 'T07: a guardian, of what he has now');
select is(pg_temp.paged(4), pg_temp.all_of_them(), 'T07: in pages, too');
select tests.back();
insert into public.memberships (person_id, role_key, domain_id)
values (tests.person('guardian@demo.example'), 'guardian', tests.domain('abtasty.com')),
(tests.person('guardian@demo.example'), 'staff', tests.domain('cooking.example'));
select tests.as('guardian@demo.example');
select is_empty('select pg_temp.wrong()', 'who has all of one domain and some of another sees both');
select cmp_ok((select count(distinct c.domain_id) from public.list_cases('{}', null, 500) as c), '>', 1::bigint, 'in one list');
select is(
  array(select c.code from public.list_cases(jsonb_build_object('domain_ids', array[tests.domain('abtasty.com')])) as c),
  array['TWIN'], 'and only what is of the domain that is named'
);
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('guardian@demo.example'), 'donations', 'view', 'deny', true, 'not his business');
select tests.as('guardian@demo.example');
select is_empty('select pg_temp.wrong()', 'cases are not donations');
select tests.back();
delete from public.memberships where person_id = tests.person('guardian@demo.example') and role_key = 'staff';
delete from public.case_guardians;
select tests.as('guardian@demo.example');
select is((select count(*) from public.list_cases()), 0::bigint, 'who has none now sees an empty list');
select tests.as('user@user.com');
select is(pg_temp.refused('{}'), '42501 PERMISSION_DENIED', 'a client user is refused');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.refused('{}'), '42501 PERMISSION_DENIED', 'and business');
select tests.as_anon();
select is(tests.refusal('select public.list_cases()'), '42501', 'and anon');

select tests.as('staff@demo.example');
select is(pg_temp.refused('[]'), '22023 INVALID_INPUT', 'a filter is an object');
select is(pg_temp.refused('{"colour": "red"}'), '22023 INVALID_INPUT', 'of known keys');
select is(pg_temp.refused('{"status": "active"}'), '22023 INVALID_INPUT', 'statuses are a list');
select is(pg_temp.refused('{"status": ["lost"]}'), '22023 INVALID_INPUT', 'of statuses');
select is(pg_temp.refused('{"domain_ids": [null]}'), '22023 INVALID_INPUT', 'and a list has no holes');
select is(pg_temp.refused('{"domain_ids": ["x"]}') || pg_temp.refused('{"org_id": "x"}'), repeat('22023 INVALID_INPUT', 2), 'ids are ids');
select is(
  pg_temp.refused('{"priority": "low"}') || pg_temp.refused('{"category": "x"}') || pg_temp.refused('{"include_archived": 1}'),
  repeat('22023 INVALID_INPUT', 3), 'words are those that there are'
);
select is(
  pg_temp.refused('{"text": ""}') || pg_temp.refused('{"species": 5}')
  || pg_temp.refused(jsonb_build_object('text', repeat('x', 501))),
  repeat('22023 INVALID_INPUT', 3), 'texts have 1 to 500 characters'
);
select is(tests.refusal('select public.list_cases(''{}'', ''x'')'), '22023 INVALID_INPUT', 'a cursor is one of this list');
select is(tests.refusal('select public.list_cases(''{}'', null, 501)'), '22023 INVALID_INPUT', 'a page has 500 rows at most');

-- What comes in between is newer, and belongs to no later page.
create temporary table seen as
select c.id, c.cursor, c.created_at from public.list_cases('{}', null, 20) as c;
select tests.back();
insert into public.cases (domain_id, code, title, species, category)
select tests.domain('toto.example'), 'N-' || n, 'New', 'cat', 'rescue' from generate_series(1, 30) as n;
select tests.as('staff@demo.example');
select is_empty(
  $$select id from seen intersect
  select c.id from public.list_cases('{}', (select cursor from seen order by created_at, id limit 1), 500) as c$$,
  'T31: while cases come in, no page repeats one'
);
select is(
  (select count(*) from public.list_cases('{}', (select cursor from seen order by created_at, id limit 1), 500)) + 20 + 30,
  (select count(*) from public.cases where archived_at is null), 'T31: nor leaves one out'
);

select * from finish();
rollback;
