-- requires: sql/events/alert_verdict.sql sql/events/count_alert_days.sql sql/events/alerts.sql
-- requires: sql/analytics/bucket_state.sql sql/events/tell_alert.sql sql/events/event_tallies.sql
create or replace function private.evaluate_alert_rule(rule public.alert_rules, day date)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  ends_at constant timestamptz := private.day_begins_at((evaluate_alert_rule.day + 1)::timestamp, rule.time_zone);
  may_change constant boolean := private.bucket_state(ends_at) <> 'final';
  weeks constant date [] := array(select evaluate_alert_rule.day - 7 * w from generate_series(1, 8) as w);
  -- Weeks before the log began would teach that nothing is normal.
  begun_at constant timestamptz := least(
    (select min(e.occurred_at) from public.event_log as e where e.domain_id = rule.domain_id),
    (select min(t.begins_at) from private.event_tallies as t where t.domain_id = rule.domain_id)
  );
  before_it constant date [] := array(
    select d.day from unnest(
      case rule.method when 'robust_z' then weeks when 'pct_change' then array[evaluate_alert_rule.day - 1] else '{}' end
    ) as d (day)
    where private.day_begins_at(d.day::timestamp, rule.time_zone) >= begun_at
  );
  counted constant numeric [] := private.count_alert_days(rule, evaluate_alert_rule.day || before_it);
  verdict constant record := private.alert_verdict(
    rule.method, rule.direction, rule.limit_value, rule.min_volume, counted[1], counted[2:]
  );
  made public.alerts;
begin
  if ends_at > now() then
    return; -- Not over: it would always be too little.
  end if;
  update public.alerts as a set
    value = counted[1], expected = verdict.expected, score = coalesce(verdict.score, a.score),
    is_provisional = may_change, state = case when verdict.is_alert then a.state else 'resolved' end
  where a.domain_id = rule.domain_id and a.rule_id = rule.id and a.day = evaluate_alert_rule.day
    and a.is_provisional and (a.value <> counted[1] or not may_change);
  if not verdict.is_alert or exists (
    select from public.alerts as a
    where a.domain_id = rule.domain_id and a.rule_id = rule.id
      and a.day between evaluate_alert_rule.day - rule.cooldown_days and evaluate_alert_rule.day + rule.cooldown_days
  ) then
    return;
  end if;
  insert into public.alerts (domain_id, rule_id, day, value, expected, score, is_provisional)
  values (
    rule.domain_id, rule.id, evaluate_alert_rule.day, counted[1], verdict.expected, verdict.score,
    may_change
  )
  returning * into made;
  perform private.tell_alert(rule, made);
end;
$$;

comment on function private.evaluate_alert_rule(public.alert_rules, date) is
'Holds a day against a rule: makes an alert, and tells of it, unless one is there within the cool-down; counts one that is provisional anew, and resolves it where late events made the day an ordinary one.';
revoke all on function private.evaluate_alert_rule(public.alert_rules, date)
from public, anon, authenticated, service_role;
