create or replace function public.run_alert_upkeep(days integer default 8)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds insert on alerts
set search_path = ''
as $$
declare
  rule public.alert_rules;
  told bigint := (select count(*) from public.alerts);
  evaluated integer := 0;
begin
  if days between 1 and 400 is not true then
    perform private.bad_input('days', '1 to 400');
  end if;
  -- Two runs at once would both find no alert within the cool-down.
  perform pg_advisory_xact_lock(hashtextextended('run_alert_upkeep', 0));
  for rule in
    select r.* from public.alert_rules as r
    inner join public.domains as d on r.domain_id = d.id and d.archived_at is null
    where r.is_active
    order by r.domain_id, r.id
  loop
    for back in reverse days .. 1 loop
      perform private.evaluate_alert_rule(rule, (now() at time zone rule.time_zone)::date - back);
    end loop;
    evaluated := evaluated + 1;
  end loop;
  return jsonb_build_object('rules', evaluated, 'alerts_made', (select count(*) from public.alerts) - told);
end;
$$;

comment on function public.run_alert_upkeep(integer) is
'For the worker, every hour: holds the last days that are over against each active rule, oldest first. Days whose events may still come make provisional alerts, which are counted anew until they are final, 7 days later. days: how many, 1 to 400; the default reaches until the last is final. Returns {rules, alerts_made}. Running it twice does no harm. '
'Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_alert_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_alert_upkeep(integer) to service_role;
