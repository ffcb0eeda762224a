-- requires: sql/analytics/active_kinds.sql
-- A form or a booking counts for the conversations and displays of the 7 days before it.
create or replace view private.noted_kinds
with (security_invoker = on) as
select
  counted.kind,
  max(counted.days_back) as days_back
from (
  values
  ('widget_shown'::public.visitor_event_kind, 0), ('form_submitted', 7), ('email_captured', 7), ('demo_booked', 7)
  union all
  select
    active.kind,
    0 as days_back
  from private.active_kinds as active
) as counted (kind, days_back)
group by counted.kind;

comment on view private.noted_kinds is
'The kinds of events that a rollup counts, and of how many days before theirs they change the numbers.';

revoke all on private.noted_kinds from public, anon, authenticated, service_role;
