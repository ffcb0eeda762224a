-- The demo data goes the way of real data, so that the two cannot differ in shape.
select public.ingest_visitor_events(jsonb_agg(listed.event), true)
from (
  select
    (row_number() over (order by visit.began_at, visit.visit, event.seconds, event.name) - 1) / 1000 as batch,
    jsonb_build_object(
      'id', demo.make_id('event/' || visit.visit || event.name),
      'site_domain', visit.site,
      'visitor_id', demo.make_id('visitor/' || visit.visitor),
      'session_id', demo.make_id('session/' || visit.visit),
      'conversation_id', case
        when visit.talks and event.kind not in ('page_view', 'widget_shown', 'enrichment', 'consent')
          then demo.make_id('conversation/' || visit.visit)
      end,
      'kind', event.kind,
      'url', event.url,
      'environment', visit.environment,
      'occurred_at', visit.began_at + make_interval(secs => event.seconds),
      'received_at', visit.began_at + make_interval(secs => event.seconds + 1),
      'properties', event.properties
    ) as event
  from demo.events as event
  inner join demo.visits as visit on event.visit = visit.visit
) as listed
group by listed.batch
order by listed.batch;
