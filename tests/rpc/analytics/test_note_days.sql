-- Which days are counted anew when events come, or when something about a person changes: no more, and no fewer.
-- row: R02 R26
begin;
select plan(5);

-- A person with two browsers, a stranger, and in another domain the twins of both, a month later.
create temporary table told as
select
  tests.domain(site.name) as domain_id, md5(t.who)::uuid as visitor_id, md5(t.who || ' visit')::uuid as session_id,
  t.who, t.kind, t.at + make_interval(months => site.later) as at
from (values ('abtasty.com', 0), ('toto.example', 1)) as site (name, later)
cross join (
  values ('laptop', 'talk', timestamptz '2026-03-02 23:59:59Z'), ('phone', 'talk', '2026-03-04'), ('stranger', 'talk', '2026-03-06'),
  ('laptop', 'widget_shown', '2026-03-10'), ('phone', 'page_view', '2026-03-11 23:59:59Z'), ('phone', 'enrichment', '2026-03-12'),
  ('stranger', 'page_view', '2026-03-14'), ('laptop', 'demo_booked', '2026-03-25')
) as t (who, kind, at);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test, merged_into_id)
select t.domain_id, t.visitor_id, min(t.at), max(t.at), false, case t.who when 'phone' then md5('laptop')::uuid end
from told as t group by t.domain_id, t.visitor_id, t.who;
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select t.domain_id, t.session_id, t.visitor_id, t.at, t.session_id, t.at, false from told as t where t.kind = 'talk';
insert into public.conversations (domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id)
select t.domain_id, t.session_id, t.visitor_id, t.session_id, 'production', 'widget', t.at, t.session_id from told as t where t.kind = 'talk';

create function pg_temp.noted() returns text language sql as $$
  select string_agg(extract(day from days.day)::text, ' ' order by days.day) from (
    select distinct d.day from private.dirty_days as d
    where d.domain_id = tests.domain('abtasty.com') and date_trunc('month', d.day) = '2026-03-01'
  ) as days
$$;
delete from private.dirty_days;
insert into public.session_events (
  domain_id, id, visitor_id, session_id, kind, environment, deployment_target, occurred_at, received_at, has_clock_skew
)
select t.domain_id, gen_random_uuid(), t.visitor_id, t.session_id, t.kind::public.visitor_event_kind, 'production', 'widget', t.at, t.at, false
from told as t where t.kind <> 'talk';
select is(pg_temp.noted(), '10 11 14 18 19 20 21 22 23 24 25', 'events: their own days, and the week before a booking');

delete from private.dirty_days;
select private.note_person(tests.domain('abtasty.com'), md5('laptop')::uuid, 'merge');
select is(pg_temp.noted(), '2 4 10 11 18 19 20 21 22 23 24 25', 'a person: what was said and done in each browser');
select is(
  (select count(*) from private.dirty_days where day >= '2026-04-01' or cause <> 'merge'), 0::bigint, 'and nothing of its twin'
);
delete from private.dirty_days;
select private.note_person(tests.domain('abtasty.com'), md5('stranger')::uuid, 'people');
select is(pg_temp.noted(), '6 14', 'somebody else: the days of that one');
select is((select count(*) from private.dirty_days), 2::bigint, 'alone');

select * from finish();
rollback;
