-- requires: sql/events/alert_rules.sql sql/events/event_log.sql sql/events/event_catalog.sql
-- requires: sql/analytics/day_begins_at.sql
create or replace function private.count_alert_days(rule public.alert_rules, days date [])
returns numeric []
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_custom_plan -- Leaves out the months that no day lies in.
as $$
begin
  return array(
    select case rule.metric when 'events' then counted.events else counted.active_users end
    from unnest(days) with ordinality as asked (day, place)
    cross join lateral (
      select
        count(*)::numeric as events,
        count(distinct e.actor_id) filter (where e.actor_kind = 'user')::numeric as active_users
      from public.event_log as e
      inner join public.event_catalog as c
        on c.domain_id = e.domain_id and c.name = e.name and c.schema_version = e.schema_version and c.is_active
      where e.domain_id = rule.domain_id and (rule.event_name is null or e.name = rule.event_name) and not e.is_test
        and e.occurred_at >= private.day_begins_at(asked.day::timestamp, rule.time_zone)
        and e.occurred_at < private.day_begins_at((asked.day + 1)::timestamp, rule.time_zone)
    ) as counted
    order by asked.place
  );
end;
$$;

comment on function private.count_alert_days(public.alert_rules, date []) is
'What a rule counts, on each of these days of its time zone, in their order.';
revoke all on function private.count_alert_days(public.alert_rules, date [])
from public, anon, authenticated, service_role;
