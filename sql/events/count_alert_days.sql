-- requires: sql/events/alert_rules.sql sql/events/counted_events.sql
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
        coalesce(sum(e.events), 0) as events,
        count(distinct e.actor_id) filter (where e.actor_kind = 'user')::numeric as active_users
      from private.counted_events as e
      where e.domain_id = rule.domain_id and (rule.event_name is null or e.name = rule.event_name)
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
