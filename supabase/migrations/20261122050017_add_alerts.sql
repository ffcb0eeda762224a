-- Alerts: rules over the numbers of the event log, and the days that broke them.
SET local check_function_bodies = off;

CREATE TABLE "public"."alert_rules" (
  "domain_id"     uuid                     NOT NULL,
  "title"         text                     NOT NULL,
  "metric"        text                     NOT NULL,
  "event_name"    text,
  "method"        text                     NOT NULL,
  "direction"     text                     NOT NULL DEFAULT 'both'::text,
  "limit_value"   numeric                  NOT NULL,
  "min_volume"    numeric                  NOT NULL DEFAULT 0,
  "cooldown_days" integer                  NOT NULL DEFAULT 7,
  "time_zone"     text                     NOT NULL DEFAULT 'UTC'::text,
  "is_active"     boolean                  NOT NULL DEFAULT true,
  "created_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "version"       integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "alert_rules_cooldown_days_check" CHECK (((cooldown_days >= 0) AND (cooldown_days <= 365))),
  CONSTRAINT "alert_rules_direction_check" CHECK ((direction = ANY (ARRAY['above'::text, 'below'::text, 'both'::text]))),
  CONSTRAINT "alert_rules_limit_value_check" CHECK (((limit_value >= (0)::numeric) AND (min_volume >= (0)::numeric))),
  CONSTRAINT "alert_rules_method_check" CHECK ((method = ANY (ARRAY['threshold'::text, 'pct_change'::text, 'robust_z'::text]))),
  CONSTRAINT "alert_rules_metric_check" CHECK ((metric = ANY (ARRAY['events'::text, 'active_users'::text]))),
  CONSTRAINT "alert_rules_threshold_check" CHECK (((method <> 'threshold'::text) OR (direction <> 'both'::text))),
  CONSTRAINT "alert_rules_title_check" CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  "id"            uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "alert_rules_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."alert_rules"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."alert_rules" FROM "anon";

CREATE TABLE "public"."alerts" (
  "domain_id"      uuid                     NOT NULL,
  "rule_id"        uuid                     NOT NULL,
  "day"            date                     NOT NULL,
  "value"          numeric                  NOT NULL,
  "expected"       numeric,
  "score"          numeric                  NOT NULL,
  "is_provisional" boolean                  NOT NULL,
  "state"          text                     NOT NULL DEFAULT 'open'::text,
  "created_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "version"        integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "alerts_rule_id_day_key" UNIQUE (domain_id, rule_id, day),
  CONSTRAINT "alerts_state_check" CHECK ((state = ANY (ARRAY['open'::text, 'ack'::text, 'resolved'::text]))),
  "id"             uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "alerts_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."alerts"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."alerts" FROM "anon";

CREATE OR REPLACE FUNCTION private.alert_verdict (
  method      text,
  direction   text,
  limit_value numeric,
  min_volume  numeric,
  value       numeric,
  history     numeric[],
  OUT         expected numeric,
  OUT         score numeric,
  OUT         is_alert boolean
)
  RETURNS record
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  deviation numeric;
begin
  is_alert := false;
  if method = 'threshold' then
    score := value;
    is_alert := value >= min_volume
      and case direction when 'above' then value > limit_value else value < limit_value end;
    return;
  elsif method = 'pct_change' then
    expected := history[1];
    score := 100 * (value - expected) / nullif(expected, 0);
  elsif cardinality(history) >= 4 then
    expected := (select percentile_cont(0.5) within group (order by h.value::float8) from unnest(history) as h (value));
    deviation := (
      select percentile_cont(0.5) within group (order by abs(h.value - expected)::float8) from unnest(history) as h (value)
    );
    score := (value - expected) / greatest(1.4826 * deviation, sqrt(expected), 1);
  end if;
  is_alert := coalesce(
    greatest(value, expected) >= min_volume and abs(score) > limit_value
    and (direction = 'both' or (score > 0) = (direction = 'above')), false
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_alert_days (
  rule public.alert_rules,
  days date[]
)
  RETURNS numeric[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION private.evaluate_alert_rule (
  rule public.alert_rules,
  day  date
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  ends_at constant timestamptz := private.day_begins_at((evaluate_alert_rule.day + 1)::timestamp, rule.time_zone);
  may_change constant boolean := private.bucket_state(ends_at) <> 'final';
  weeks constant date [] := array(select evaluate_alert_rule.day - 7 * w from generate_series(1, 8) as w);
  -- Weeks before the log began would teach that nothing is normal.
  begun_at constant timestamptz := (select min(e.occurred_at) from public.event_log as e where e.domain_id = rule.domain_id);
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
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.create_alert_rule (
  domain_id     uuid,
  title         text,
  metric        text,
  method        text,
  limit_value   numeric,
  direction     text    DEFAULT 'both'::text,
  event_name    text    DEFAULT NULL::text,
  min_volume    numeric DEFAULT 0,
  cooldown_days integer DEFAULT 7,
  time_zone     text    DEFAULT 'UTC'::text
)
  RETURNS public.alert_rules
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  made public.alert_rules;
begin
  perform private.require('events.manage', create_alert_rule.domain_id);
  if length(btrim(title)) between 1 and 200 is not true then
    perform private.bad_input('title', 'must be a text of 1 to 200 characters');
  end if;
  if metric in ('events', 'active_users') is not true then
    perform private.bad_input('metric', 'must be events or active_users');
  end if;
  if method in ('threshold', 'pct_change', 'robust_z') is not true then
    perform private.bad_input('method', 'must be threshold, pct_change or robust_z');
  end if;
  if (direction in ('above', 'below') or direction = 'both' and method <> 'threshold') is not true then
    perform private.bad_input('direction', 'must be above or below, or both but for a threshold');
  end if;
  if (limit_value >= 0 and limit_value < 'Infinity') is not true then
    perform private.bad_input('limit_value', 'must be a number from 0');
  end if;
  if (min_volume >= 0 and min_volume < 'Infinity') is not true then
    perform private.bad_input('min_volume', 'must be a number from 0');
  end if;
  if cooldown_days between 0 and 365 is not true then
    perform private.bad_input('cooldown_days', 'must be from 0 to 365');
  end if;
  if private.is_time_zone(time_zone) is not true then
    perform private.bad_input('time_zone', 'must be an IANA name such as Europe/Paris, or UTC');
  end if;
  if event_name is not null and not exists (
    select from public.event_catalog as c
    where c.domain_id = create_alert_rule.domain_id and c.name = create_alert_rule.event_name
  ) then
    perform private.bad_input('event_name', 'must be in the catalogue');
  end if;
  insert into public.alert_rules (
    domain_id, title, metric, event_name, method, direction, limit_value, min_volume, cooldown_days, time_zone
  )
  values (
    create_alert_rule.domain_id, btrim(title), metric, event_name, method, direction, limit_value, min_volume,
    cooldown_days, time_zone
  )
  returning * into made;
  return made;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_alert_rule"(uuid, text, text, text, numeric, text, text, numeric, integer, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.mark_alert (
  domain_id        uuid,
  alert_id         uuid,
  state            text,
  expected_version integer DEFAULT NULL::integer
)
  RETURNS public.alerts
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  alert public.alerts;
begin
  -- Whoever reads the log looks into what is odd in it.
  perform private.require('events.view', mark_alert.domain_id);
  if state in ('open', 'ack', 'resolved') is not true then
    perform private.bad_input('state', 'must be open, ack or resolved');
  end if;
  select a.* into alert from public.alerts as a
  where a.domain_id = mark_alert.domain_id and a.id = mark_alert.alert_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such alert');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, alert.version);
  end if;
  if alert.state <> mark_alert.state then
    update public.alerts as a set state = mark_alert.state
    where a.domain_id = alert.domain_id and a.id = alert.id
    returning a.* into alert;
  end if;
  return alert;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."mark_alert"(uuid, uuid, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_alert_upkeep (
  days integer DEFAULT 8
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
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
$function$;

REVOKE ALL ON FUNCTION "public"."run_alert_upkeep"(integer) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.switch_alert_rule (
  domain_id        uuid,
  rule_id          uuid,
  is_active        boolean,
  expected_version integer DEFAULT NULL::integer
)
  RETURNS public.alert_rules
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  rule public.alert_rules;
begin
  perform private.require('events.manage', switch_alert_rule.domain_id);
  if is_active is null then
    perform private.bad_input('is_active', 'must be true or false');
  end if;
  select r.* into rule from public.alert_rules as r
  where r.domain_id = switch_alert_rule.domain_id and r.id = switch_alert_rule.rule_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such rule');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, rule.version);
  end if;
  if rule.is_active <> switch_alert_rule.is_active then
    update public.alert_rules as r set is_active = switch_alert_rule.is_active
    where r.domain_id = rule.domain_id and r.id = rule.id
    returning r.* into rule;
  end if;
  return rule;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."switch_alert_rule"(uuid, uuid, boolean, integer) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."alert_rules"
  ADD CONSTRAINT "alert_rules_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE TRIGGER audit_delete AFTER DELETE ON public.alert_rules REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{time_zone}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.alert_rules REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{time_zone}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.alert_rules REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{time_zone}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.alert_rules
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.alerts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.alerts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.alerts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.alerts
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."alert_rules"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('events.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."alerts"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('events.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."alert_rules"."is_active" IS 'Whether it makes alerts.';

COMMENT ON COLUMN "public"."alert_rules"."cooldown_days" IS 'For so many days after an alert the rule makes no other.';

COMMENT ON COLUMN "public"."alert_rules"."direction" IS 'above, below or both: on which side it counts.';

COMMENT ON COLUMN "public"."alert_rules"."event_name" IS 'Of this kind of event alone; null: of all.';

COMMENT ON COLUMN "public"."alert_rules"."limit_value" IS 'From beyond where: in the unit of the method.';

COMMENT ON COLUMN "public"."alert_rules"."method" IS 'threshold: the number itself. pct_change: by how many percent it differs from the day before. robust_z: how many robust standard deviations it lies from the median of the same weekday in the eight weeks before.';

COMMENT ON COLUMN "public"."alert_rules"."metric" IS 'events, or active_users, as event_activity() counts them: kinds that are active, and no tests.';

COMMENT ON COLUMN "public"."alert_rules"."min_volume" IS 'Where neither the number nor what was expected reaches this, it is too little to tell.';

COMMENT ON COLUMN "public"."alert_rules"."time_zone" IS 'Whose midnights divide days.';

COMMENT ON COLUMN "public"."alerts"."day" IS 'The day, in the rule''s time zone.';

COMMENT ON COLUMN "public"."alerts"."expected" IS 'What was expected; null for a threshold.';

COMMENT ON COLUMN "public"."alerts"."is_provisional" IS 'Events of the day may still come: it is counted again until it is final.';

COMMENT ON COLUMN "public"."alerts"."rule_id" IS 'The rule.';

COMMENT ON COLUMN "public"."alerts"."score" IS 'How far that is, in the unit of the rule''s method.';

COMMENT ON COLUMN "public"."alerts"."state" IS 'open, ack (somebody looks into it), resolved (by somebody, or as late events made the day an ordinary one).';

COMMENT ON COLUMN "public"."alerts"."value" IS 'What was counted.';

COMMENT ON FUNCTION "private"."alert_verdict"(text, text, numeric, numeric, numeric, numeric[]) IS 'Whether a number breaks a rule, and how far it is from what was expected. history: for pct_change the day before, for robust_z the same weekdays before, four at least. Without enough of it nothing is an alert.';

COMMENT ON FUNCTION "private"."count_alert_days"(public.alert_rules, date[]) IS 'What a rule counts, on each of these days of its time zone, in their order.';

COMMENT ON FUNCTION "private"."evaluate_alert_rule"(public.alert_rules, date) IS 'Holds a day against a rule: makes an alert unless one is there within the cool-down, counts one that is provisional anew, and resolves it where late events made the day an ordinary one.';

COMMENT ON FUNCTION "public"."create_alert_rule"(uuid, text, text, text, numeric, text, text, numeric, integer, text) IS 'Watches a number of the event log from now on. What each argument means stands with the columns of alert_rules. metric: events or active_users. method: threshold, pct_change or robust_z. limit_value: beyond which it is an alert, in the unit of the method. direction: above, below or both. event_name: of this kind alone. min_volume: less is too little to tell. cooldown_days: days without another alert. Needs events.manage. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "title": "Orders", "metric": "events", "method": "robust_z", "limit_value": 4, "event_name": "order_placed"}';

COMMENT ON FUNCTION "public"."mark_alert"(uuid, uuid, text, integer) IS 'Says that somebody looks into an alert, that it is settled, or that it is open again. alert_id: the alert. state: open, ack or resolved. Needs events.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."run_alert_upkeep"(integer) IS 'For the worker, every hour: holds the last days that are over against each active rule, oldest first. Days whose events may still come make provisional alerts, which are counted anew until they are final, 7 days later. days: how many, 1 to 400; the default reaches until the last is final. Returns {rules, alerts_made}. Running it twice does no harm. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."switch_alert_rule"(uuid, uuid, boolean, integer) IS 'Switches a rule off or on again. A rule is not changed otherwise, so that its alerts can be explained: make another. rule_id: the rule. is_active: whether it makes alerts. Needs events.manage. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON POLICY "select_member" ON "public"."alert_rules" IS 'The rules of alerts of the domains whose log the person may view.';

COMMENT ON POLICY "select_member" ON "public"."alerts" IS 'Alerts of the domains whose log the person may view.';

COMMENT ON TABLE "public"."alert_rules" IS 'When the numbers of a day in the event log are worth telling somebody.';

COMMENT ON TABLE "public"."alerts" IS 'Days whose numbers broke a rule; one for each cool-down.';

REVOKE ALL ON FUNCTION "private"."alert_verdict"(text, text, numeric, numeric, numeric, numeric[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."alert_verdict"(text, text, numeric, numeric, numeric, numeric[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."alert_verdict"(text, text, numeric, numeric, numeric, numeric[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_alert_days"(public.alert_rules, date[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_alert_days"(public.alert_rules, date[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_alert_days"(public.alert_rules, date[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."evaluate_alert_rule"(public.alert_rules, date) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."evaluate_alert_rule"(public.alert_rules, date) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."evaluate_alert_rule"(public.alert_rules, date) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_alert_rule"(uuid, text, text, text, numeric, text, text, numeric, integer, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_alert_rule"(uuid, text, text, text, numeric, text, text, numeric, integer, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_alert_rule"(uuid, text, text, text, numeric, text, text, numeric, integer, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."mark_alert"(uuid, uuid, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."mark_alert"(uuid, uuid, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."mark_alert"(uuid, uuid, text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_alert_upkeep"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_alert_upkeep"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_alert_upkeep"(integer) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."switch_alert_rule"(uuid, uuid, boolean, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."switch_alert_rule"(uuid, uuid, boolean, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."switch_alert_rule"(uuid, uuid, boolean, integer) TO "postgres";

REVOKE ALL ON TABLE "public"."alert_rules" FROM "authenticated";

GRANT SELECT ON TABLE "public"."alert_rules" TO "authenticated";

REVOKE ALL ON TABLE "public"."alert_rules" FROM "service_role";

GRANT SELECT ON TABLE "public"."alert_rules" TO "service_role";

REVOKE ALL ON TABLE "public"."alerts" FROM "authenticated";

GRANT SELECT ON TABLE "public"."alerts" TO "authenticated";

REVOKE ALL ON TABLE "public"."alerts" FROM "service_role";

GRANT SELECT ON TABLE "public"."alerts" TO "service_role";

ALTER TABLE "public"."alerts"
  ADD CONSTRAINT "alerts_rule_id_fkey" FOREIGN KEY (domain_id, rule_id) REFERENCES public.alert_rules(domain_id, id);

CREATE INDEX alerts_day_idx ON public.alerts USING btree (domain_id, day DESC, id DESC);
