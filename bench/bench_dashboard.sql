-- The counts behind the tiles, of one domain, from its raw rows in one pass over each: what a query by hand
-- does at best. bench_dashboard.py measures the dashboard against it.
with wanted as (
  select %s::uuid as domain_id, %s::timestamptz as begins, %s::timestamptz as ends
), person as (
  select visitor.id as visitor_id, coalesce(visitor.merged_into_id, visitor.id) as person_id
  from visitors as visitor
  inner join wanted on visitor.domain_id = wanted.domain_id
  where visitor.email is null or visitor.email not in (
    select people.email::text from people where people.status <> 'deleted'
  )
), outcome as (
  select person.person_id, event.kind, event.occurred_at
  from session_events as event
  inner join wanted on event.domain_id = wanted.domain_id
  inner join person on event.visitor_id = person.visitor_id
  where event.kind in ('form_submitted', 'email_captured', 'demo_booked') and event.environment = 'production'
), listed as (
  select person.person_id, talk.id, talk.started_at, talk.demo_booked, talk.email_captured, talk.score
  from conversations as talk
  inner join wanted on talk.domain_id = wanted.domain_id
  inner join person on talk.visitor_id = person.visitor_id
  where talk.started_at >= wanted.begins and talk.started_at < wanted.ends and not talk.is_test
), followed as (
  select distinct listed.person_id
  from listed
  inner join outcome on listed.person_id = outcome.person_id
  where outcome.occurred_at >= listed.started_at and outcome.occurred_at < listed.started_at + interval '7 days'
), talk as (
  select
    listed.person_id, bool_or(listed.demo_booked) as demo, bool_or(listed.email_captured) as captured,
    bool_or(listed.demo_booked or listed.email_captured) or followed.person_id is not null as converted,
    count(*) as conversations, count(listed.score) as scored, sum(listed.score) as total,
    max(listed.score) as best, min(listed.score) as worst
  from listed
  left join followed on listed.person_id = followed.person_id
  group by listed.person_id, followed.person_id
), shown as (
  select distinct person.person_id
  from session_events as event
  inner join wanted on event.domain_id = wanted.domain_id
  inner join person on event.visitor_id = person.visitor_id
  where
    event.kind = 'widget_shown' and (event.properties ->> 'visible_ms')::integer > 10000
    and event.environment = 'production'
    and event.occurred_at >= wanted.begins and event.occurred_at < wanted.ends
)
select
  (select count(*) from shown),
  count(*), sum(talk.conversations),
  count(*) filter (where talk.converted),
  count(*) filter (where talk.demo),
  count(*) filter (where talk.captured and not talk.demo),
  (select count(*) from shown where not exists (select from talk as spoke where spoke.person_id = shown.person_id)),
  sum(talk.scored), sum(talk.total) / nullif(sum(talk.scored), 0), max(talk.best), min(talk.worst)
from talk;
