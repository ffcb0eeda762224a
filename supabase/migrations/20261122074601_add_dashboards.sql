-- Dashboards that people arrange from a catalogue of metrics; alerts are listed, and told to whoever reads the log.
SET local check_function_bodies = off;

CREATE TABLE "public"."dashboard_widgets" (
  "domain_id"    uuid    NOT NULL,
  "dashboard_id" uuid    NOT NULL,
  "position"     integer NOT NULL,
  "metric"       text    NOT NULL,
  "title"        text    NOT NULL,
  "params"       jsonb   NOT NULL DEFAULT '{}'::jsonb,
  "layout"       jsonb   NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT "dashboard_widgets_layout_check" CHECK (((jsonb_typeof(layout) = 'object'::text) AND (length((layout)::text) <= 1000))),
  CONSTRAINT "dashboard_widgets_params_check" CHECK ((jsonb_typeof(params) = 'object'::text)),
  CONSTRAINT "dashboard_widgets_title_check" CHECK (((length(title) >= 1) AND (length(title) <= 100))),
  "id"           uuid    NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "dashboard_widgets_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."dashboard_widgets"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."dashboard_widgets" FROM "anon";

CREATE TABLE "public"."dashboards" (
  "domain_id"  uuid                     NOT NULL,
  "owner_id"   uuid                     NOT NULL,
  "title"      text                     NOT NULL,
  "visibility" text                     NOT NULL DEFAULT 'private'::text,
  "role_key"   text,
  "created_at" timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
  "version"    integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "dashboards_role_key_check" CHECK (((visibility = 'role'::text) = (role_key IS NOT NULL))),
  CONSTRAINT "dashboards_title_check" CHECK (((length(title) >= 1) AND (length(title) <= 100))),
  CONSTRAINT "dashboards_visibility_check" CHECK ((visibility = ANY (ARRAY['private'::text, 'role'::text, 'all'::text]))),
  "id"         uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "dashboards_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."dashboards"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."dashboards" FROM "anon";

CREATE TABLE "public"."metric_catalog" (
  "metric"      text   NOT NULL,
  "rpc"         text   NOT NULL,
  "title"       text   NOT NULL,
  "description" text   NOT NULL,
  "permission"  text   NOT NULL,
  "filter"      jsonb  NOT NULL DEFAULT '{}'::jsonb,
  "arguments"   jsonb  NOT NULL DEFAULT '{}'::jsonb,
  "dimensions"  text[] NOT NULL DEFAULT '{}'::text[],
  CONSTRAINT "metric_catalog_arguments_check" CHECK ((jsonb_typeof(arguments) = 'object'::text)),
  CONSTRAINT "metric_catalog_filter_check" CHECK ((jsonb_typeof(filter) = 'object'::text)),
  CONSTRAINT "metric_catalog_metric_check" CHECK ((metric ~ '^[a-z][a-z0-9_]{0,62}$'::text)),
  CONSTRAINT "metric_catalog_pkey" PRIMARY KEY (metric),
  CONSTRAINT "metric_catalog_rpc_check" CHECK ((rpc ~ '^[a-z][a-z0-9_]{0,62}$'::text))
);

ALTER TABLE "public"."metric_catalog"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."metric_catalog" FROM "anon";

CREATE OR REPLACE FUNCTION private.check_dashboard (
  title      text,
  visibility text,
  role_key   text
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if length(btrim(title)) between 1 and 100 is not true then
    perform private.bad_input('title', 'must be a text of 1 to 100 characters');
  end if;
  if visibility in ('private', 'role', 'all') is not true then
    perform private.bad_input('visibility', 'must be private, role or all');
  end if;
  if visibility = 'role' and not exists (select from public.roles as r where r.key = check_dashboard.role_key) then
    perform private.bad_input('role_key', 'must be a role, as it is shared with one');
  end if;
  if visibility <> 'role' and role_key is not null then
    perform private.bad_input('role_key', 'is for visibility role alone');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.dashboards_seen()
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  me constant uuid := private.current_person_id();
  mine constant uuid [] := private.member_domains();
begin
  return array(
    select d.id from public.dashboards as d where d.owner_id = me and d.domain_id = any(mine)
    union
    select d.id from public.memberships as m
    inner join public.roles as r on m.role_key = r.key
    inner join public.dashboards as d on d.visibility <> 'private' and (m.is_all_domains or m.domain_id = d.domain_id)
    where m.person_id = me and m.valid @> now() and d.domain_id = any(mine)
      and (d.visibility = 'all' or d.role_key = m.role_key)
      -- A role that wants a second factor counts with one only.
      and (not r.is_mfa_required or (select private.strong_auth()))
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
$function$;

CREATE OR REPLACE FUNCTION private.lock_dashboard (
  domain_id        uuid,
  dashboard_id     uuid,
  expected_version integer
)
  RETURNS public.dashboards
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  found_one public.dashboards;
begin
  select d.* into found_one from public.dashboards as d
  where d.domain_id = lock_dashboard.domain_id and d.id = lock_dashboard.dashboard_id
    and d.owner_id = private.current_person_id()
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such dashboard of yours');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, found_one.version);
  end if;
  return found_one;
end;
$function$;

CREATE OR REPLACE FUNCTION private.metric_fault (
  metric text,
  params jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  known public.metric_catalog;
begin
  select c.* into known from public.metric_catalog as c where c.metric = metric_fault.metric;
  if not found then
    return 'metric: must be one of metric_catalog';
  end if;
  if jsonb_typeof(params) is distinct from 'object' then
    return 'params: must be an object';
  end if;
  if jsonb_typeof(params -> 'filter') <> 'object' then
    return 'params.filter: must be an object';
  end if;
  return (
    select format('params.%s: %s', given.path, told.fault)
    from (
      select p.key as path, p.value, known.arguments -> p.key as shape
      from jsonb_each(params) as p
      where p.key <> 'filter'
      union all
      select 'filter.' || f.key, f.value, known.filter -> f.key
      from jsonb_each(params -> 'filter') as f
    ) as given
    cross join lateral (select private.filter_fault(given.value, given.shape) as fault) as told
    where told.fault is not null
    order by given.path
    limit 1
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.run_metric (
  metric text,
  params jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  known public.metric_catalog;
  asked text;
  told jsonb;
begin
  select c.* into strict known from public.metric_catalog as c where c.metric = run_metric.metric;
  select string_agg(
    format(
      case argument.shape
        when '"object"' then '%I => $1 -> %L' when '"boolean"' then '%I => ($1 ->> %L)::boolean'
        when '"uuid"' then '%I => ($1 ->> %L)::uuid' when '"time"' then '%I => ($1 ->> %L)::timestamptz'
        else '%I => $1 ->> %L'
      end, argument.key, argument.key
    ), ', '
  )
  into asked
  from jsonb_each(known.arguments || '{"filter": "object"}') as argument (key, shape)
  where params ? argument.key;
  execute format('select coalesce(jsonb_agg(to_jsonb(r)), ''[]'') from public.%I(%s) as r', known.rpc, asked)
  into told using params;
  return told;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_widgets (
  dashboard public.dashboards,
  widgets   jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  known_ids constant uuid [] := array(
    select w.id from public.dashboard_widgets as w
    where w.domain_id = dashboard.domain_id and w.dashboard_id = dashboard.id
  );
  broken record;
begin
  if jsonb_typeof(widgets) is distinct from 'array' or jsonb_array_length(widgets) > 50 then
    perform private.bad_input('widgets', 'must be an array of at most 50');
  end if;
  select given.place - 1 as place, told.fault into broken
  from jsonb_array_elements(widgets) with ordinality as given (widget, place)
  cross join lateral (select private.widget_fault(given.widget, known_ids) as fault) as told
  where told.fault is not null
  order by given.place
  limit 1;
  if found then
    perform private.bad_input(format('widgets[%s]', broken.place), broken.fault);
  end if;
  delete from public.dashboard_widgets as w
  where w.domain_id = dashboard.domain_id and w.dashboard_id = dashboard.id;
  insert into public.dashboard_widgets (domain_id, id, dashboard_id, position, metric, title, params, layout)
  select
    dashboard.domain_id, coalesce((given.widget ->> 'id')::uuid, private.new_id()), dashboard.id, given.place,
    given.widget ->> 'metric', btrim(given.widget ->> 'title'),
    jsonb_strip_nulls(coalesce(given.widget -> 'params', '{}')), coalesce(given.widget -> 'layout', '{}')
  from jsonb_array_elements(widgets) with ordinality as given (widget, place)
  order by given.place;
exception
  when unique_violation then
    perform private.bad_input('widgets', 'has an id twice');
end;
$function$;

CREATE OR REPLACE FUNCTION private.tell_alert (
  rule  public.alert_rules,
  alert public.alerts
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  perform private.notify(
    'alert.raised', private.people_who_may('events.view', rule.domain_id), null, '', '/alerts',
    jsonb_build_object(
      'alert_id', alert.id, 'rule', rule.title, 'day', alert.day, 'value', alert.value, 'expected', alert.expected
    ),
    format('alert.raised:%s:%s', alert.domain_id, alert.id), rule.domain_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.widget_fault (
  widget    jsonb,
  known_ids uuid[]
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if jsonb_typeof(widget) <> 'object' then
    return 'must be an object';
  end if;
  if widget ->> 'id' is not null and not coalesce(
    case when private.is_valid_input(widget ->> 'id', 'uuid') then (widget ->> 'id')::uuid = any(known_ids) end, false
  ) then
    return 'id: must be that of a widget of this dashboard';
  end if;
  if not private.is_text(widget -> 'title', 100) then
    return 'title: must be a text of 1 to 100 characters';
  end if;
  if widget -> 'layout' is not null
    and (jsonb_typeof(widget -> 'layout') <> 'object' or length(widget ->> 'layout') > 1000) then
    return 'layout: must be an object of at most 1000 characters';
  end if;
  return private.metric_fault(widget ->> 'metric', jsonb_strip_nulls(coalesce(widget -> 'params', '{}')));
end;
$function$;

CREATE OR REPLACE FUNCTION public.create_dashboard (
  domain_id  uuid,
  title      text,
  visibility text  DEFAULT 'private'::text,
  role_key   text  DEFAULT NULL::text,
  widgets    jsonb DEFAULT '[]'::jsonb
)
  RETURNS public.dashboards
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  made public.dashboards;
begin
  perform private.require('analytics.view', create_dashboard.domain_id);
  perform private.check_dashboard(title, visibility, role_key);
  insert into public.dashboards (domain_id, owner_id, title, visibility, role_key)
  values (
    create_dashboard.domain_id, private.current_person_id(), btrim(create_dashboard.title),
    create_dashboard.visibility, create_dashboard.role_key
  )
  returning * into made;
  perform private.store_widgets(made, widgets);
  return made;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_dashboard"(uuid, text, text, text, jsonb) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.dashboard_detail (
  domain_id    uuid,
  dashboard_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  found_one public.dashboards;
begin
  perform private.require('analytics.view', dashboard_detail.domain_id);
  select d.* into found_one from public.dashboards as d
  where d.domain_id = dashboard_detail.domain_id and d.id = dashboard_detail.dashboard_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such dashboard');
  end if;
  return to_jsonb(found_one) || jsonb_build_object(
    'is_mine', found_one.owner_id = private.current_person_id(),
    'widgets', coalesce((
      select jsonb_agg(to_jsonb(w) - '{domain_id,dashboard_id}'::text [] order by w.position)
      from public.dashboard_widgets as w
      where w.domain_id = found_one.domain_id and w.dashboard_id = found_one.id
    ), '[]')
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."dashboard_detail"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.delete_dashboard (
  domain_id        uuid,
  dashboard_id     uuid,
  expected_version integer DEFAULT NULL::integer
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  gone public.dashboards;
begin
  perform private.require('analytics.view', delete_dashboard.domain_id);
  gone := private.lock_dashboard(domain_id, dashboard_id, expected_version);
  delete from public.dashboards as d where d.domain_id = gone.domain_id and d.id = gone.id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."delete_dashboard"(uuid, uuid, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_alert_rules (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id     uuid,
    id            uuid,
    title         text,
    metric        text,
    event_name    text,
    method        text,
    direction     text,
    limit_value   numeric,
    min_volume    numeric,
    cooldown_days integer,
    time_zone     text,
    is_active     boolean,
    alerted_on    date,
    created_at    timestamp with time zone,
    version       integer,
    cursor        text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('events.view', domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('alert_rules', after);
  return query
  select
    page.domain_id, page.id, page.title, page.metric, page.event_name, page.method, page.direction, page.limit_value,
    page.min_volume, page.cooldown_days, page.time_zone, page.is_active,
    (select max(a.day) from public.alerts as a where a.domain_id = page.domain_id and a.rule_id = page.id),
    page.created_at, page.version,
    private.make_time_cursor('alert_rules', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.alert_rules as r
    where
      r.domain_id = tenant.id
      and (after is null or (r.created_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
    order by r.created_at desc, r.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_alert_rules"(uuid[], text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_alerts (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  state      text    DEFAULT NULL::text,
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id      uuid,
    id             uuid,
    rule_id        uuid,
    title          text,
    day            date,
    value          numeric,
    expected       numeric,
    score          numeric,
    is_provisional boolean,
    alert_state    text,
    version        integer,
    cursor         text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('events.view', domain_ids);
  place record;
begin
  if list_alerts.state not in ('open', 'ack', 'resolved') then
    perform private.bad_input('state', 'must be open, ack or resolved');
  end if;
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('alerts', after);
  return query
  select
    page.domain_id, page.id, page.rule_id, r.title, page.day, page.value, page.expected, page.score,
    page.is_provisional, page.state, page.version,
    private.make_time_cursor('alerts', page.day::timestamp at time zone 'UTC', page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select a.* from public.alerts as a
    where
      a.domain_id = tenant.id
      and (list_alerts.state is null or a.state = list_alerts.state)
      and (after is null
        or (a.day, a.id, a.domain_id) < ((place.at at time zone 'UTC')::date, place.id, place.domain_id))
    order by a.day desc, a.id desc
    limit page_size
  ) as page
  inner join public.alert_rules as r on r.domain_id = page.domain_id and r.id = page.rule_id
  order by page.day desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_alerts"(uuid[], text, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_dashboards (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id  uuid,
    id         uuid,
    title      text,
    visibility text,
    role_key   text,
    owner_id   uuid,
    is_mine    boolean,
    widgets    bigint,
    updated_at timestamp with time zone,
    version    integer,
    cursor     text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('analytics.view', domain_ids);
  seen constant uuid [] := private.dashboards_seen();
  me constant uuid := private.current_person_id();
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('dashboards', after);
  return query
  select
    page.domain_id, page.id, page.title, page.visibility, page.role_key, page.owner_id, page.owner_id = me,
    (
      select count(*) from public.dashboard_widgets as w
      where w.domain_id = page.domain_id and w.dashboard_id = page.id
    ),
    page.updated_at, page.version, private.make_time_cursor('dashboards', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select d.* from public.dashboards as d
    where
      d.domain_id = tenant.id and d.id = any(seen)
      and (after is null or (d.created_at, d.id, d.domain_id) < (place.at, place.id, place.domain_id))
    order by d.created_at desc, d.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_dashboards"(uuid[], text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_widget (
  domain_id uuid,
  widget_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  widget public.dashboard_widgets;
begin
  perform private.require('analytics.view', run_widget.domain_id);
  select w.* into widget from public.dashboard_widgets as w
  where w.domain_id = run_widget.domain_id and w.id = run_widget.widget_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such widget');
  end if;
  return jsonb_build_object(
    'id', widget.id, 'metric', widget.metric, 'title', widget.title, 'params', widget.params,
    'rows', private.run_metric(widget.metric, widget.params)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_widget"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.update_dashboard (
  domain_id        uuid,
  dashboard_id     uuid,
  title            text    DEFAULT NULL::text,
  visibility       text    DEFAULT NULL::text,
  role_key         text    DEFAULT NULL::text,
  widgets          jsonb   DEFAULT NULL::jsonb,
  expected_version integer DEFAULT NULL::integer
)
  RETURNS public.dashboards
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  changed public.dashboards;
begin
  perform private.require('analytics.view', update_dashboard.domain_id);
  changed := private.lock_dashboard(domain_id, dashboard_id, expected_version);
  changed.title := coalesce(btrim(update_dashboard.title), changed.title);
  if update_dashboard.visibility is not null then
    changed.visibility := update_dashboard.visibility;
    changed.role_key := update_dashboard.role_key;
  elsif update_dashboard.role_key is not null then
    changed.role_key := update_dashboard.role_key;
  end if;
  perform private.check_dashboard(changed.title, changed.visibility, changed.role_key);
  -- New widgets are another version of it, too.
  update public.dashboards as d
  set title = changed.title, visibility = changed.visibility, role_key = changed.role_key
  where d.domain_id = changed.domain_id and d.id = changed.id
  returning d.* into changed;
  if widgets is not null then
    perform private.store_widgets(changed, widgets);
  end if;
  return changed;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_dashboard"(uuid, uuid, text, text, text, jsonb, integer) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."dashboards"
  ADD CONSTRAINT "dashboards_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."dashboards"
  ADD CONSTRAINT "dashboards_owner_id_fkey" FOREIGN KEY (owner_id) REFERENCES public.people(id);

ALTER TABLE "public"."dashboards"
  ADD CONSTRAINT "dashboards_role_key_fkey" FOREIGN KEY (role_key) REFERENCES public.roles(key) ON UPDATE CASCADE;

ALTER TABLE "public"."dashboard_widgets"
  ADD CONSTRAINT "dashboard_widgets_metric_fkey" FOREIGN KEY (metric) REFERENCES public.metric_catalog(metric) ON UPDATE CASCADE;

-- A few rows.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX alert_rules_created_at_idx ON public.alert_rules USING btree (domain_id, created_at DESC, id DESC);

CREATE INDEX dashboard_widgets_dashboard_id_idx ON public.dashboard_widgets USING btree (domain_id, dashboard_id, "position");

CREATE INDEX dashboard_widgets_metric_idx ON public.dashboard_widgets USING btree (metric);

CREATE INDEX dashboards_owner_id_idx ON public.dashboards USING btree (owner_id);

CREATE INDEX dashboards_role_key_idx ON public.dashboards USING btree (role_key)
  WHERE (role_key IS NOT NULL);

CREATE TRIGGER audit_delete AFTER DELETE ON public.dashboard_widgets REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.dashboard_widgets REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.dashboard_widgets
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.dashboards REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.dashboards REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.dashboards REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.dashboards
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.metric_catalog REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{metric}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.metric_catalog REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{metric}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.metric_catalog
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{metric}',
  '{}'
);

CREATE POLICY "select_shared" ON "public"."dashboard_widgets"
  FOR SELECT
  TO "authenticated"
  USING
    (((domain_id = ANY (( SELECT private.domains_with('analytics.view'::text) AS domains_with)::uuid[])) AND (dashboard_id = ANY (( SELECT private.dashboards_seen() AS
    dashboards_seen)::uuid[]))));

CREATE POLICY "select_person" ON "public"."metric_catalog"
  FOR SELECT
  TO "authenticated"
  USING ((( SELECT private.current_person_id() AS current_person_id) IS NOT NULL));

COMMENT ON COLUMN "public"."dashboard_widgets"."dashboard_id" IS 'The dashboard.';

COMMENT ON COLUMN "public"."dashboard_widgets"."layout" IS 'Where and how it is drawn; of the client''s making.';

COMMENT ON COLUMN "public"."dashboard_widgets"."metric" IS 'What it shows, as in metric_catalog.';

COMMENT ON COLUMN "public"."dashboard_widgets"."params" IS 'What is asked for: filter and the other arguments that the catalogue names.';

COMMENT ON COLUMN "public"."dashboard_widgets"."position" IS 'Its place, from 1.';

COMMENT ON COLUMN "public"."dashboards"."owner_id" IS 'Who made it, and alone changes it.';

COMMENT ON COLUMN "public"."dashboards"."role_key" IS 'The role that it is shared with.';

COMMENT ON COLUMN "public"."dashboards"."visibility" IS 'private: for its owner. role: also for whoever has role_key in the domain. all: for whoever may see numbers of the domain.';

COMMENT ON COLUMN "public"."metric_catalog"."arguments" IS 'Its other arguments, told in the same way.';

COMMENT ON COLUMN "public"."metric_catalog"."dimensions" IS 'The columns of its rows that divide the numbers.';

COMMENT ON COLUMN "public"."metric_catalog"."filter" IS 'The keys of its argument filter, each with what it takes: boolean, uuid, uuids, time, score, language or text; an array: one of these texts.';

COMMENT ON COLUMN "public"."metric_catalog"."metric" IS 'Its name.';

COMMENT ON COLUMN "public"."metric_catalog"."permission" IS 'What its viewer needs, in the domains that it is counted of.';

COMMENT ON COLUMN "public"."metric_catalog"."rpc" IS 'The function that counts it.';

COMMENT ON FUNCTION "private"."check_dashboard"(text, text, text) IS 'Raises 22023 unless a dashboard can be called so and shared so.';

COMMENT ON FUNCTION "private"."dashboards_seen"() IS 'Ids of the dashboards that are the caller''s own or shared with a role of the caller''s, or with all of a domain where the caller works. Never null. Ask domains_with() beside it: ids are unique in a domain.';

COMMENT ON FUNCTION "private"."evaluate_alert_rule"(public.alert_rules, date) IS 'Holds a day against a rule: makes an alert, and tells of it, unless one is there within the cool-down; counts one that is provisional anew, and resolves it where late events made the day an ordinary one.';

COMMENT ON FUNCTION "private"."lock_dashboard"(uuid, uuid, integer) IS 'A dashboard of the caller''s own, locked. Raises P0002, or 40001 where it is not at that version; null asks for none.';

COMMENT ON FUNCTION "private"."metric_fault"(text, jsonb) IS 'What is wrong with asking for a metric with these params, as "field: problem"; null where nothing is.';

COMMENT ON FUNCTION "private"."run_metric"(text, jsonb) IS 'The rows of a metric of the catalogue, as the caller may see them. params: has stood the test of metric_fault().';

COMMENT ON FUNCTION "private"."store_widgets"(public.dashboards, jsonb) IS 'Makes these the widgets of a dashboard, in this order. Raises 22023 that names a bad one by its place, from 0.';

COMMENT ON FUNCTION "private"."tell_alert"(public.alert_rules, public.alerts) IS 'Notifies whoever reads the log of the domain that a rule made an alert.';

COMMENT ON FUNCTION "private"."widget_fault"(jsonb, uuid[]) IS 'What is wrong with a widget; null where nothing is. known_ids: the widgets that are there.';

COMMENT ON FUNCTION "public"."create_dashboard"(uuid, text, text, text, jsonb) IS 'Makes a dashboard of the caller''s own in a domain; returns it. visibility: private, role (whoever has role_key there sees it) or all who see numbers of the domain. widgets: up to 50 of {metric, title, params, layout}, in their order; metric and params as metric_catalog has them. Needs analytics.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000001", "title": "Mondays", "widgets": [{"metric": "activity_series", "title": "Active", "params": {"bucket": "week"}}]}';

COMMENT ON FUNCTION "public"."dashboard_detail"(uuid, uuid) IS 'A dashboard that is the caller''s own or shared with the caller, and its widgets in their order; run_widget() has their numbers. Needs analytics.view. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."delete_dashboard"(uuid, uuid, integer) IS 'Deletes a dashboard of the caller''s own, with its widgets, for everybody. Needs analytics.view. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for dashboards of others; 40001 STALE_VERSION.';

COMMENT ON FUNCTION "public"."list_alert_rules"(uuid[], text, integer) IS 'Rules of alerts, newest first, with the last day that each made an alert of. Needs events.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."list_alerts"(uuid[], text, text, integer) IS 'Alerts on the numbers of the event log, latest day first, with the title of the rule that made each. state: open, ack or resolved alone; null: all. Needs events.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"state": "open", "page_size": 20}';

COMMENT ON FUNCTION "public"."list_dashboards"(uuid[], text, integer) IS 'The caller''s own dashboards and those that are shared with the caller, newest first; widgets is how many each has. Needs analytics.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."run_widget"(uuid, uuid) IS 'The numbers of a widget of a dashboard that the caller sees: the rows of its metric, counted over what the caller may see, whoever made it. widget_id: the widget. Needs analytics.view in its domain, and what metric_catalog names for the metric. Errors: 42501 PERMISSION_DENIED, also where it asks for a domain that is not the caller''s; P0002 NOT_FOUND; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."update_dashboard"(uuid, uuid, text, text, text, jsonb, integer) IS 'Changes a dashboard of the caller''s own; returns it. null leaves things as they are. visibility: private, role or all; role_key goes with role. widgets: all that it is to have from now on, in this order; those that it keeps with their id. Needs analytics.view. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for dashboards of others; 40001 STALE_VERSION; 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_shared" ON "public"."dashboard_widgets" IS 'Own dashboards, and what is shared with the person, of domains whose numbers the person may see.';

COMMENT ON POLICY "select_person" ON "public"."metric_catalog" IS 'For everybody who works here: it tells what can be asked, of nobody.';

COMMENT ON TABLE "public"."dashboard_widgets" IS 'What a dashboard shows.';

COMMENT ON TABLE "public"."dashboards" IS 'Dashboards that people arranged for themselves, or for others of the domain.';

COMMENT ON TABLE "public"."metric_catalog" IS 'The numbers that dashboards may show, and what each can be asked for.';

REVOKE ALL ON FUNCTION "private"."check_dashboard"(text, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_dashboard"(text, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_dashboard"(text, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."dashboards_seen"() FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."dashboards_seen"() TO "authenticated";

REVOKE ALL ON FUNCTION "private"."dashboards_seen"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."dashboards_seen"() TO "postgres";

GRANT EXECUTE ON FUNCTION "private"."dashboards_seen"() TO "service_role";

REVOKE ALL ON FUNCTION "private"."lock_dashboard"(uuid, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_dashboard"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_dashboard"(uuid, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."metric_fault"(text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."metric_fault"(text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."metric_fault"(text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."run_metric"(text, jsonb) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."run_metric"(text, jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."run_metric"(text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."run_metric"(text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_widgets"(public.dashboards, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_widgets"(public.dashboards, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_widgets"(public.dashboards, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."tell_alert"(public.alert_rules, public.alerts) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tell_alert"(public.alert_rules, public.alerts) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."tell_alert"(public.alert_rules, public.alerts) TO "postgres";

REVOKE ALL ON FUNCTION "private"."widget_fault"(jsonb, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."widget_fault"(jsonb, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."widget_fault"(jsonb, uuid[]) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_dashboard"(uuid, text, text, text, jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_dashboard"(uuid, text, text, text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_dashboard"(uuid, text, text, text, jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."dashboard_detail"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."dashboard_detail"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."dashboard_detail"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."delete_dashboard"(uuid, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."delete_dashboard"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."delete_dashboard"(uuid, uuid, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_alert_rules"(uuid[], text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_alert_rules"(uuid[], text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_alert_rules"(uuid[], text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_alerts"(uuid[], text, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_alerts"(uuid[], text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_alerts"(uuid[], text, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_dashboards"(uuid[], text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_dashboards"(uuid[], text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_dashboards"(uuid[], text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_widget"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."run_widget"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_widget"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_dashboard"(uuid, uuid, text, text, text, jsonb, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_dashboard"(uuid, uuid, text, text, text, jsonb, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_dashboard"(uuid, uuid, text, text, text, jsonb, integer) TO "postgres";

REVOKE ALL ON TABLE "public"."dashboard_widgets" FROM "authenticated";

GRANT SELECT ON TABLE "public"."dashboard_widgets" TO "authenticated";

REVOKE ALL ON TABLE "public"."dashboard_widgets" FROM "service_role";

GRANT SELECT ON TABLE "public"."dashboard_widgets" TO "service_role";

REVOKE ALL ON TABLE "public"."dashboards" FROM "authenticated";

GRANT SELECT ON TABLE "public"."dashboards" TO "authenticated";

REVOKE ALL ON TABLE "public"."dashboards" FROM "service_role";

GRANT SELECT ON TABLE "public"."dashboards" TO "service_role";

REVOKE ALL ON TABLE "public"."metric_catalog" FROM "authenticated";

GRANT SELECT ON TABLE "public"."metric_catalog" TO "authenticated";

REVOKE ALL ON TABLE "public"."metric_catalog" FROM "service_role";

GRANT SELECT ON TABLE "public"."metric_catalog" TO "service_role";

ALTER TABLE "public"."dashboard_widgets"
  ADD CONSTRAINT "dashboard_widgets_dashboard_id_fkey" FOREIGN KEY (domain_id, dashboard_id) REFERENCES public.dashboards(domain_id, id) ON DELETE CASCADE;

CREATE INDEX dashboards_created_at_idx ON public.dashboards USING btree (domain_id, created_at DESC, id DESC);

CREATE POLICY "select_shared" ON "public"."dashboards"
  FOR SELECT
  TO "authenticated"
  USING
    (((domain_id = ANY (( SELECT private.domains_with('analytics.view'::text) AS domains_with)::uuid[])) AND (id = ANY (( SELECT private.dashboards_seen() AS
    dashboards_seen)::uuid[]))));

COMMENT ON POLICY "select_shared" ON "public"."dashboards" IS 'Own dashboards, and what is shared with the person, of domains whose numbers the person may see.';

-- What dashboards may show. Another metric is another row here: see docs/metrics.md.
insert into public.metric_catalog (metric, rpc, title, description, permission, filter, arguments, dimensions)
select
  listed.metric,
  listed.metric as rpc,
  listed.title,
  listed.description,
  listed.permission,
  jsonb '{"from": "time", "to": "time", "domain_ids": "uuids"}'
  || case when listed.of_conversations then jsonb '{
    "score_min": "score", "score_max": "score", "language": "language", "has_email": "boolean",
    "outcome": ["demo_booked", "email_captured", "demo_proposed", "cta_clicked", "none"], "account_id": "uuid",
    "topic_id": "uuid", "status": ["open", "closed", "handed_over"], "text": "text"
  }' else '{}' end as filter,
  case when listed.by_bucket then jsonb '{"bucket": ["day", "week", "month"]}' else '{}' end
  || case when listed.by_zone then jsonb '{"time_zone": "text"}' else '{}' end
  || case when listed.metric = 'retention' then jsonb '{"variant": ["n_day", "unbounded"]}' else '{}' end as arguments,
  listed.dimensions
from (
  values
    (
      'client_dashboard', 'Overview', 'The numbers of the dashboard, with the period before.', 'analytics.view', true,
      false, true, '{}'::text []
    ),
    (
      'dashboard_series', 'Conversations over time', 'The counts of the dashboard for each part of the window.',
      'analytics.view', true, true, true, '{begins_on}'
    ),
    (
      'activity_series', 'Active persons', 'How many distinct people were active.', 'analytics.view', false, true, true,
      '{begins_on}'
    ),
    (
      'growth_accounting', 'Growth', 'Where the active persons of a period came from.', 'analytics.view', false, true,
      true, '{begins_on}'
    ),
    ('retention', 'Retention', 'Who comes back.', 'analytics.view', false, true, true, '{cohort_on,later}'),
    (
      'topic_frequency', 'Topics over time', 'What conversations are about.', 'topics.view', false, true, true,
      '{domain_id,starts_on,topic_id}'
    ),
    (
      'topic_trend', 'Topics that move', 'Topics whose share changed.', 'topics.view', false, false, false,
      '{domain_id,topic_id}'
    ),
    (
      'event_activity', 'Users of the platform', 'Active users and events of the event log.', 'analytics.view', false,
      true, true, '{begins_on}'
    )
) as listed (metric, title, description, permission, of_conversations, by_bucket, by_zone, dimensions)
on conflict (metric) do update
set
  rpc = excluded.rpc,
  title = excluded.title,
  description = excluded.description,
  permission = excluded.permission,
  filter = excluded.filter,
  arguments = excluded.arguments,
  dimensions = excluded.dimensions
where to_jsonb(metric_catalog) <> to_jsonb(excluded);

-- Titles of notifications about alerts.
insert into public.i18n_texts (key, locale, text)
values
('notification.alert.raised.title', 'en', '{rule}: {value} on {day}'),
('notification.alert.raised.title', 'es', '{rule}: {value} el {day}'),
('notification.alert.raised.title', 'fr', '{rule} : {value} le {day}')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;

insert into public.notification_events (event, type, severity, description)
values
('alert.raised', 'system', 'warning', 'A number of the event log is not what was to be expected.')
on conflict (event) do nothing;

insert into public.notification_rules (event, channel, audience, role_key, is_mandatory, is_on_by_default)
values
('alert.raised', 'in_app', 'named', null, false, true),
('alert.raised', 'email', 'named', null, false, false)
on conflict (event, channel, role_key) do nothing;
