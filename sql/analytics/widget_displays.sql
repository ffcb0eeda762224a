-- requires: sql/analytics/real_visitors.sql sql/engagement/session_events.sql
create or replace view private.widget_displays
with (security_invoker = on) as
select
  shown.domain_id,
  shown.id as event_id,
  person.person_id,
  shown.occurred_at as displayed_at
from public.session_events as shown
cross join lateral (
  select real.person_id from private.real_visitors as real
  where real.domain_id = shown.domain_id and real.visitor_id = shown.visitor_id
  order by real.visitor_id
  limit 1
) as person
where
  shown.kind = 'widget_shown'
  and (shown.properties ->> 'visible_ms')::integer > 10000
  and shown.environment = 'production'
  and shown.deployment_target = 'widget';

comment on view private.widget_displays is
'The fact "shown the widget": over 10 seconds, in production, to a real person. Metrics read it and no other.';

revoke all on private.widget_displays from public, anon, authenticated, service_role;
