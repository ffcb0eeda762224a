-- A merge is of two visitors of one site: somebody beside them, and all three of the same ids there, keep what is theirs.
-- row: R03 R26
begin;
select plan(6);

create temporary table it on commit drop as
select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there,
  '00000000-0000-4000-8000-000000000001'::uuid as beside, '00000000-0000-4000-8000-000000000002'::uuid as survivor, 'ffffffff-0000-4000-8000-000000000003'::uuid as merged;
create temporary view visitors_of as
select d.id as domain_id, v.id, v.name || case d.id when it.there then ' there' else '' end as name, d.id = it.there as is_there, v.hour
from it cross join lateral unnest(array[here, there]) as d (id)
cross join lateral (values (it.beside, 'beside', 9), (it.survivor, 'survivor', 5), (it.merged, 'merged', 3)) as v (id, name, hour);
create function pg_temp.at(hour integer) returns timestamptz language sql immutable as $$ select make_timestamptz(2026, 1, 1, hour, 0, 0, 'UTC') $$;
insert into public.accounts (domain_id, id, company_domain, first_seen_at)
select v.domain_id, v.id, replace(v.name, ' ', '-') || '.example', now() from visitors_of as v;
-- None is linked to a company yet. There, everything was two hours earlier.
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test, email, email_at, email_event_id)
select v.domain_id, v.id, pg_temp.at(v.hour - case when v.is_there then 2 else 0 end), pg_temp.at(v.hour + 10 - case when v.is_there then 2 else 0 end), (v.name in ('survivor', 'merged there')),
  'x@' || replace(v.name, ' ', '-') || '.example', pg_temp.at(v.hour), v.id
from visitors_of as v order by v.is_there, v.hour desc;
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select v.domain_id, v.id, v.id, now(), v.id, now(), false from visitors_of as v;
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id)
select v.domain_id, v.id, v.id, v.id, 'production', 'widget', now(), v.id from visitors_of as v;
insert into public.visitor_enrichments (domain_id, id, visitor_id, source, company, data, occurred_at)
select v.domain_id, v.id, v.id, 'x', '{}', '{}', now() from visitors_of as v;
create function pg_temp.owners() returns text language sql as $$
  select string_agg(v.name || ' of ' || concat_ws('/', s.name, t.name, e.name), ', ' order by v.is_there, v.hour)
  from visitors_of as v
  inner join public.visitor_sessions as session on session.domain_id = v.domain_id and session.id = v.id
  inner join public.conversations as talk on talk.domain_id = v.domain_id and talk.id = v.id
  inner join public.visitor_enrichments as enriched on enriched.domain_id = v.domain_id and enriched.id = v.id
  left join visitors_of as s on s.domain_id = v.domain_id and s.id = session.visitor_id and s.id <> v.id
  left join visitors_of as t on t.domain_id = v.domain_id and t.id = talk.visitor_id and t.id <> v.id
  left join visitors_of as e on e.domain_id = v.domain_id and e.id = enriched.visitor_id and e.id <> v.id
  where session.visitor_id <> v.id or talk.visitor_id <> v.id or enriched.visitor_id <> v.id
$$;
create function pg_temp.told() returns setof text language sql as $$
  select concat_ws(
    ' ', v.name, extract(hour from known.first_seen_at at time zone 'UTC'), extract(hour from known.last_seen_at at time zone 'UTC'), case when known.is_test then 'test' end,
    known.email, account.company_domain, 'into ' || target.name
  )
  from visitors_of as v
  inner join public.visitors as known on known.domain_id = v.domain_id and known.id = v.id
  left join public.accounts as account on account.domain_id = v.domain_id and account.id = known.account_id
  left join visitors_of as target on target.domain_id = v.domain_id and target.id = known.merged_into_id
  order by v.is_there, v.hour
$$;

select lives_ok('select private.absorb_visitor(here, merged, survivor) from it', 'a visitor of a test becomes one with another who is none');
select results_eq('select pg_temp.told()', array[
  'merged 3 13 x@merged.example into survivor', 'survivor 3 15 x@survivor.example survivor.example', 'beside 9 19 x@beside.example',
  'merged there 1 11 test x@merged-there.example', 'survivor there 3 13 x@survivor-there.example', 'beside there 7 17 x@beside-there.example'
], 'the survivor alone changes, and is of its company now');
select is(pg_temp.owners(), 'merged of survivor/survivor/survivor', 'what the merged one did is the survivor''s');
select lives_ok('select private.absorb_visitor(there, merged, survivor) from it', 'so it is there');
select results_eq('select pg_temp.told()', array[
  'merged 3 13 x@merged.example into survivor', 'survivor 3 15 x@survivor.example survivor.example', 'beside 9 19 x@beside.example',
  'merged there 1 11 test x@merged-there.example into survivor there', 'survivor there 1 13 x@survivor-there.example survivor-there.example', 'beside there 7 17 x@beside-there.example'
], 'with what is known there');
select is(
  pg_temp.owners(), 'merged of survivor/survivor/survivor, merged there of survivor there/survivor there/survivor there', 'each on its site'
);

select * from finish();
rollback;
