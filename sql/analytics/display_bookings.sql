-- requires: sql/analytics/widget_displays.sql sql/analytics/outcome_events.sql
create or replace view private.display_bookings
with (security_invoker = on) as
select
  display.domain_id,
  display.person_id,
  display.displayed_at,
  outcome.occurred_at as booked_at
from private.widget_displays as display
cross join lateral (
  select event.occurred_at from private.outcome_events as event
  where
    event.domain_id = display.domain_id
    and event.person_id = display.person_id
    and event.kind = 'demo_booked'
    and event.occurred_at >= display.displayed_at
    and event.occurred_at < display.displayed_at + interval '7 days'
  order by event.person_id
  offset 0
) as outcome;

comment on view private.display_bookings is
'The fact "booked a demo within 7 days of seeing the widget", for the comparison of those who had no conversation. A row a reason; it counts where the widget was seen.';

revoke all on private.display_bookings from public, anon, authenticated, service_role;
