-- What activity_series tells of each day of a year, of one domain, from its raw rows: what a query by hand does.
-- bench_dashboard.py measures the rollups against it.
with wanted as (
  select %s::uuid as domain_id, %s::timestamptz as begins, %s::timestamptz as ends,
    'America/Argentina/Buenos_Aires' as zone
), active as materialized (
  select distinct
    coalesce(visitor.merged_into_id, visitor.id) as person_id, (event.occurred_at at time zone wanted.zone)::date as day
  from wanted
  inner join session_events as event on wanted.domain_id = event.domain_id
  inner join visitors as visitor on event.domain_id = visitor.domain_id and event.visitor_id = visitor.id
  where
    event.occurred_at >= wanted.begins - interval '30 days' and event.occurred_at < wanted.ends
    and event.environment = 'production' and event.deployment_target = 'widget'
    and (
      event.kind in ('page_view', 'cta_clicked', 'form_submitted', 'email_captured', 'demo_booked')
      or (event.kind = 'message' and event.properties ->> 'role' = 'visitor')
    )
    and (visitor.email is null or visitor.email not in (
      select people.email::text from people where people.status <> 'deleted'
    ))
)
select
  listed.day::date,
  count(distinct active.person_id) filter (where active.day = listed.day) as dau,
  count(distinct active.person_id) filter (where active.day > listed.day - interval '7 days') as wau_7d,
  count(distinct active.person_id) as mau_30d
from wanted
cross join lateral generate_series(
  date_trunc('day', wanted.begins at time zone wanted.zone), wanted.ends at time zone wanted.zone, interval '1 day'
) as listed (day)
left join active on active.day > listed.day - interval '30 days' and active.day <= listed.day
group by listed.day;
