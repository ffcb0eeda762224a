-- How long history is kept is data: months of the event log are written to files and dropped, and what is counted of them stays.

SET local check_function_bodies = off;

CREATE TABLE "private"."event_tallies" (
  "domain_id"      uuid                     NOT NULL,
  "begins_at"      timestamp with time zone NOT NULL,
  "name"           text                     NOT NULL,
  "schema_version" integer                  NOT NULL,
  "source"         text                     NOT NULL,
  "actor_kind"     text                     NOT NULL,
  "actor_id"       text                     NOT NULL,
  "events"         bigint                   NOT NULL,
  CONSTRAINT "event_tallies_pkey" PRIMARY KEY (domain_id, begins_at, name, schema_version, source, actor_kind, actor_id)
);

ALTER TABLE "private"."event_tallies"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."archive_parts" (
  "archive_id"     uuid                     NOT NULL,
  "part"           integer                  NOT NULL,
  "row_count"      integer                  NOT NULL,
  "byte_size"      bigint                   NOT NULL,
  "sha256"         text                     NOT NULL,
  "last_domain_id" uuid                     NOT NULL,
  "last_id"        uuid                     NOT NULL,
  "is_last"        boolean                  NOT NULL,
  "path"           text,
  "confirmed_at"   timestamp with time zone,
  CONSTRAINT "archive_parts_path_check" CHECK (((path IS NULL) = (confirmed_at IS NULL))),
  CONSTRAINT "archive_parts_pkey" PRIMARY KEY (archive_id, part)
);

ALTER TABLE "public"."archive_parts"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."archive_parts" FROM "anon";

CREATE TABLE "public"."legal_holds" (
  "domain_id"   uuid                     NOT NULL,
  "title"       text                     NOT NULL,
  "released_at" timestamp with time zone,
  "created_at"  timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"  timestamp with time zone NOT NULL DEFAULT now(),
  "version"     integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "legal_holds_title_check" CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  "id"          uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "legal_holds_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."legal_holds"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."legal_holds" FROM "anon";

CREATE TABLE "public"."retention_archives" (
  "history"       text                     NOT NULL,
  "from_at"       timestamp with time zone NOT NULL,
  "to_at"         timestamp with time zone NOT NULL,
  "state"         text                     NOT NULL DEFAULT 'due'::text,
  "parts"         integer                  NOT NULL DEFAULT 0,
  "row_count"     bigint                   NOT NULL DEFAULT 0,
  "fault"         text,
  "claimed_by"    text,
  "claimed_until" timestamp with time zone,
  "written_at"    timestamp with time zone,
  "dropped_at"    timestamp with time zone,
  "created_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "version"       integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "retention_archives_dropped_at_check" CHECK (((state = 'dropped'::text) = (dropped_at IS NOT NULL))),
  CONSTRAINT "retention_archives_state_check" CHECK ((state = ANY (ARRAY['due'::text, 'written'::text, 'dropped'::text]))),
  CONSTRAINT "retention_archives_written_at_check" CHECK (((state <> 'due'::text) = (written_at IS NOT NULL))),
  "id"            uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "retention_archives_pkey" PRIMARY KEY (id)
);

ALTER TABLE "public"."retention_archives"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."retention_archives" FROM "anon";

CREATE TABLE "public"."retention_policies" (
  "history"    text                     NOT NULL,
  "action"     text                     NOT NULL,
  "keep_days"  integer,
  "least_days" integer                  NOT NULL,
  "created_at" timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
  "version"    integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "retention_policies_action_check" CHECK ((action = ANY (ARRAY['archive'::text, 'forget'::text]))),
  CONSTRAINT "retention_policies_history_check" CHECK ((history <> 'audit_log'::text)),
  CONSTRAINT "retention_policies_keep_days_check" CHECK (((keep_days >= least_days) AND (keep_days <= 36500))),
  CONSTRAINT "retention_policies_pkey" PRIMARY KEY (history)
);

ALTER TABLE "public"."retention_policies"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."retention_policies" FROM "anon";

CREATE OR REPLACE FUNCTION private.archive_fault (
  archive public.retention_archives
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  after_domain_id uuid := '00000000-0000-0000-0000-000000000000';
  after_id uuid := '00000000-0000-0000-0000-000000000000';
  part public.archive_parts;
  page record;
begin
  for part in
    select p.* from public.archive_parts as p where p.archive_id = archive.id order by p.part
  loop
    page := private.archive_page(archive.from_at, archive.to_at, after_domain_id, after_id, part.row_count);
    if page.sha256 is distinct from part.sha256 then
      return format('part %s is not what the table has', part.part);
    end if;
    after_domain_id := page.last_domain_id;
    after_id := page.last_id;
  end loop;
  page := private.archive_page(archive.from_at, archive.to_at, after_domain_id, after_id, 1);
  if page.row_count > 0 then
    return 'the table has rows that are in no part';
  end if;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.archive_page (
  from_at         timestamp with time zone,
  to_at           timestamp with time zone,
  after_domain_id uuid,
  after_id        uuid,
  page_size       integer,
  OUT             content text,
  OUT             row_count integer,
  OUT             byte_size bigint,
  OUT             sha256 text,
  OUT             last_domain_id uuid,
  OUT             last_id uuid
)
  RETURNS record
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET "TimeZone" TO 'UTC'
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
begin
  with page as materialized (
    select e.*
    from public.event_log as e
    where e.occurred_at >= from_at and e.occurred_at < to_at
      and (e.domain_id, e.id) > (after_domain_id, after_id)
    order by e.domain_id, e.id
    limit page_size
  )
  select
    coalesce(string_agg(to_jsonb(p)::text || e'\n', '' order by p.domain_id, p.id), ''), count(*)::integer,
    coalesce((array_agg(p.domain_id order by p.domain_id desc, p.id desc))[1], after_domain_id),
    coalesce((array_agg(p.id order by p.domain_id desc, p.id desc))[1], after_id)
  into content, row_count, last_domain_id, last_id
  from page as p;
  byte_size := octet_length(convert_to(content, 'UTF8'));
  sha256 := encode(pg_catalog.sha256(convert_to(content, 'UTF8')), 'hex');
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
$function$;

CREATE OR REPLACE FUNCTION private.drop_archive (
  archive public.retention_archives
)
  RETURNS text
  LANGUAGE plpgsql
  SET search_path TO ''
  SET lock_timeout TO '500ms'
  AS $function$
declare
  month constant text := 'event_log_' || to_char(archive.from_at at time zone 'UTC', 'YYYY_MM');
  found_fault text;
begin
  if to_regclass('private.' || month) is not null then
    execute format('lock table private.%I in share mode', month);
  end if;
  lock table private.event_log_default in share mode;
  found_fault := private.archive_fault(archive);
  if found_fault is not null then
    delete from public.archive_parts as p where p.archive_id = archive.id;
    update public.retention_archives as a
    set state = 'due', written_at = null, parts = 0, row_count = 0, fault = found_fault
    where a.id = archive.id
    returning a.* into archive;
    perform private.enqueue(
      'archive.due', format('archive.due:%s:%s', archive.id, archive.version),
      jsonb_build_object('archive_id', archive.id)
    );
    return 'due';
  end if;
  perform private.tally_events(archive.from_at, archive.to_at);
  delete from private.event_log_default as e
  where e.occurred_at >= archive.from_at and e.occurred_at < archive.to_at;
  execute format('drop table if exists private.%I', month);
  update public.retention_archives as a set state = 'dropped', dropped_at = now() where a.id = archive.id;
  return 'dropped';
exception
  when lock_not_available then
    return 'busy';
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
$function$;

CREATE OR REPLACE FUNCTION private.hand_out_part (
  archive   public.retention_archives,
  page_size integer
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  nil constant uuid := '00000000-0000-0000-0000-000000000000';
  before public.archive_parts;
  page record;
  is_end boolean;
begin
  delete from public.archive_parts as p where p.archive_id = archive.id and p.confirmed_at is null;
  select p.* into before from public.archive_parts as p where p.archive_id = archive.id order by p.part desc limit 1;
  page := private.archive_page(
    archive.from_at, archive.to_at, coalesce(before.last_domain_id, nil), coalesce(before.last_id, nil), page_size
  );
  is_end := (
    private.archive_page(archive.from_at, archive.to_at, page.last_domain_id, page.last_id, 1)
  ).row_count = 0;
  insert into public.archive_parts (
    archive_id, part, row_count, byte_size, sha256, last_domain_id, last_id, is_last
  )
  values (
    archive.id, archive.parts + 1, page.row_count, page.byte_size, page.sha256, page.last_domain_id, page.last_id, is_end
  );
  return jsonb_build_object(
    'archive_id', archive.id, 'part', archive.parts + 1, 'is_last', is_end, 'content', page.content,
    'file_name', format(
      '%s/%s/%s/%s-%s.jsonl', private.environment(), archive.history,
      to_char(archive.from_at at time zone 'UTC', 'YYYY-MM'), archive.id, archive.parts + 1
    )
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.held_domains()
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return array(select h.domain_id from public.legal_holds as h where h.released_at is null);
end;
$function$;

CREATE OR REPLACE FUNCTION private.is_held (
  from_at timestamp with time zone,
  to_at   timestamp with time zone
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
declare
  held constant uuid [] := private.held_domains();
begin
  return exists (
    select from public.event_log as e
    where e.domain_id = any(held) and e.occurred_at >= from_at and e.occurred_at < to_at
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_due_archives()
  RETURNS integer
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  cutoff constant timestamptz := private.retention_cutoff('event_log');
  made public.retention_archives;
  noted integer := 0;
begin
  for made in
    with month as (
      select to_date(right(c.relname, 7), 'YYYY_MM')::timestamp as begins
      from pg_catalog.pg_inherits as i
      inner join pg_catalog.pg_class as c on i.inhrelid = c.oid
      where i.inhparent = 'public.event_log'::regclass and c.relname <> 'event_log_default'
      union
      select date_trunc('month', e.occurred_at at time zone 'UTC') from private.event_log_default as e
    ), span as (
      select m.begins at time zone 'UTC' as from_at, (m.begins + interval '1 month') at time zone 'UTC' as to_at
      from month as m
    )
    insert into public.retention_archives (history, from_at, to_at)
    select 'event_log', s.from_at, s.to_at
    from span as s
    where s.to_at <= cutoff and not private.is_held(s.from_at, s.to_at)
      and exists (select from public.event_log as e where e.occurred_at >= s.from_at and e.occurred_at < s.to_at)
    on conflict (history, from_at) where state <> 'dropped' do nothing
    returning *
  loop
    noted := noted + 1;
    perform private.enqueue('archive.due', 'archive.due:' || made.id, jsonb_build_object('archive_id', made.id));
  end loop;
  return noted;
end;
$function$;

CREATE OR REPLACE FUNCTION private.purge_access_log()
  RETURNS bigint
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  purged bigint;
begin
  delete from public.access_log as l
  where l.at < (select private.retention_cutoff('access_log'))
    and (l.domain_id is null or l.domain_id <> all((select private.held_domains())::uuid []));
  get diagnostics purged = row_count;
  return purged;
end;
$function$;

CREATE OR REPLACE FUNCTION private.query_events (
  tenants uuid[],
  from_at timestamp with time zone,
  to_at   timestamp with time zone,
  dims    text[],
  given   jsonb
)
  RETURNS TABLE (
    parts        jsonb,
    events       bigint,
    active_users bigint
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
begin
  return query
  with grouped as (
    select
      case when 'domain_id' = any(dims) then e.domain_id end as domain_id,
      case when 'name' = any(dims) then e.name end as name,
      case when 'actor_kind' = any(dims) then e.actor_kind end as actor_kind,
      case when 'source' = any(dims) then e.source end as source,
      sum(e.events)::bigint as number,
      count(distinct (e.domain_id, e.actor_id)) filter (where e.actor_kind = 'user') as users
    from private.counted_events as e
    where e.domain_id = any(tenants) and e.occurred_at >= from_at and e.occurred_at < to_at
      and (not given ? 'name' or given -> 'name' ? e.name)
      and (not given ? 'actor_kind' or given -> 'actor_kind' ? e.actor_kind)
      and (not given ? 'source' or given -> 'source' ? e.source)
    group by 1, 2, 3, 4
  )
  select
    (select coalesce(jsonb_object_agg(d.name, to_jsonb(g) -> d.name), '{}') from unnest(dims) as d (name)),
    g.number, g.users
  from grouped as g;
end;
$function$;

CREATE OR REPLACE FUNCTION private.retention_cutoff (
  history text
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select now() - make_interval(days => p.keep_days)
    from public.retention_policies as p
    where p.history = retention_cutoff.history
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.tally_events (
  from_at timestamp with time zone,
  to_at   timestamp with time zone
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
begin
  insert into private.event_tallies as t (
    domain_id, begins_at, name, schema_version, source, actor_kind, actor_id, events
  )
  select
    e.domain_id, date_bin('15 minutes', e.occurred_at, timestamptz '2000-01-01 00:00:00+00'), e.name, e.schema_version,
    e.source, e.actor_kind, case e.actor_kind when 'user' then e.actor_id else '' end, count(*)
  from public.event_log as e
  where e.occurred_at >= from_at and e.occurred_at < to_at and not e.is_test
  group by 1, 2, 3, 4, 5, 6, 7
  -- Events that came when their month was already gone.
  on conflict on constraint event_tallies_pkey do update set events = t.events + excluded.events;
end;
$function$;

CREATE OR REPLACE FUNCTION public.claim_archive (
  worker    text,
  page_size integer  DEFAULT 10000,
  lease     interval DEFAULT '00:10:00'::interval
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  job public.retention_archives;
begin
  perform private.check_worker(worker, lease);
  if page_size between 1 and 50000 is not true then
    perform private.bad_input('page_size', 'must be 1 to 50000');
  end if;
  select a.* into job from public.retention_archives as a
  where a.state = 'due'
    and (a.claimed_by is null or a.claimed_by = claim_archive.worker or a.claimed_until <= now())
  order by a.from_at
  limit 1
  for update skip locked;
  if not found then
    return jsonb_build_object('archive_id', null);
  end if;
  update public.retention_archives as a set claimed_by = claim_archive.worker, claimed_until = now() + lease
  where a.id = job.id;
  return private.hand_out_part(job, page_size);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."claim_archive"(text, integer, interval) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.confirm_archive (
  archive_id uuid,
  worker     text,
  part       integer,
  path       text,
  row_count  integer,
  sha256     text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  job public.retention_archives;
  asked public.archive_parts;
begin
  if length(btrim(path)) between 1 and 500 is not true then
    perform private.bad_input('path', 'must be a text of 1 to 500 characters');
  end if;
  select a.* into job from public.retention_archives as a
  where a.id = confirm_archive.archive_id and a.claimed_by = confirm_archive.worker and a.claimed_until > now()
  for update;
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this archive is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
  select p.* into asked from public.archive_parts as p
  where p.archive_id = job.id and p.part = confirm_archive.part and p.confirmed_at is null;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such part waits');
  end if;
  if (asked.row_count, asked.sha256) is distinct from (confirm_archive.row_count, confirm_archive.sha256) then
    perform private.fail(
      'PT409', 'ARCHIVE_DIFFERS', 'what was written is not what was handed out', 'Write the part again.'
    );
  end if;
  update public.archive_parts as p set path = btrim(confirm_archive.path), confirmed_at = now()
  where p.archive_id = job.id and p.part = asked.part;
  update public.retention_archives as a set parts = a.parts + 1, row_count = a.row_count + asked.row_count
  where a.id = job.id
  returning a.* into job;
  if asked.is_last then
    update public.retention_archives as a
    set state = 'written', written_at = now(), fault = null, claimed_by = null, claimed_until = null
    where a.id = job.id
    returning a.* into job;
  end if;
  return jsonb_build_object('state', job.state, 'parts', job.parts, 'row_count', job.row_count);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."confirm_archive"(uuid, text, integer, text, integer, text) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.delete_event_type (
  domain_id        uuid,
  name             text,
  schema_version   integer,
  expected_version integer DEFAULT NULL::integer
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.require('events.manage', delete_event_type.domain_id);
  perform private.lock_event_type(domain_id, name, schema_version, expected_version);
  -- What was logged must still be explained.
  if exists (
    select from public.event_log as e
    where e.domain_id = delete_event_type.domain_id and e.name = delete_event_type.name
      and e.schema_version = delete_event_type.schema_version
  ) or exists (
    select from private.event_tallies as t
    where t.domain_id = delete_event_type.domain_id and t.name = delete_event_type.name
      and t.schema_version = delete_event_type.schema_version
  ) then
    perform private.fail(
      'PT409', 'EVENT_TYPE_USED', 'the log has events of this kind', 'Make it inactive, then it counts for nothing.'
    );
  end if;
  delete from public.event_catalog as c
  where c.domain_id = delete_event_type.domain_id and c.name = delete_event_type.name
    and c.schema_version = delete_event_type.schema_version;
end;
$function$;

CREATE OR REPLACE FUNCTION public.event_activity (
  filter    jsonb DEFAULT '{}'::jsonb,
  bucket    text  DEFAULT 'day'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    begins_on    date,
    from_at      timestamp with time zone,
    to_at        timestamp with time zone,
    state        text,
    active_users bigint,
    events       bigint
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
begin
  return query
  select part.begins_on, part.from_at, part.to_at, part.state, counted.active_users, counted.events
  from private.report_buckets(reported, bucket) as part
  cross join lateral (
    select
      count(distinct (e.domain_id, e.actor_id)) filter (where e.actor_kind = 'user') as active_users,
      coalesce(sum(e.events), 0)::bigint as events
    from private.counted_events as e
    where e.domain_id = any(tenants) and e.occurred_at >= part.from_at and e.occurred_at < part.to_at
  ) as counted
  order by part.begins_on;
end;
$function$;

CREATE OR REPLACE FUNCTION public.place_legal_hold (
  domain_id uuid,
  title     text,
  reason    text DEFAULT NULL::text
)
  RETURNS public.legal_holds
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  made public.legal_holds;
begin
  perform private.require('settings.manage');
  perform private.begin_sensitive('place_legal_hold', place_legal_hold.reason);
  if length(btrim(title)) between 1 and 200 is not true then
    perform private.bad_input('title', 'must be a text of 1 to 200 characters');
  end if;
  if not exists (select from public.domains as d where d.id = place_legal_hold.domain_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  insert into public.legal_holds (domain_id, title)
  values (place_legal_hold.domain_id, btrim(place_legal_hold.title))
  returning * into made;
  return made;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."place_legal_hold"(uuid, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.release_legal_hold (
  domain_id uuid,
  hold_id   uuid,
  reason    text DEFAULT NULL::text
)
  RETURNS public.legal_holds
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  released public.legal_holds;
begin
  perform private.require('settings.manage');
  perform private.begin_sensitive('release_legal_hold', release_legal_hold.reason);
  update public.legal_holds as h set released_at = now()
  where h.domain_id = release_legal_hold.domain_id and h.id = release_legal_hold.hold_id and h.released_at is null
  returning h.* into released;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such hold');
  end if;
  return released;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."release_legal_hold"(uuid, uuid, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_event_upkeep()
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  forgotten bigint;
begin
  delete from public.event_quarantine as q
  where q.received_at < (select private.retention_cutoff('event_quarantine'))
    and q.domain_id <> all((select private.held_domains())::uuid []);
  get diagnostics forgotten = row_count;
  return jsonb_build_object(
    'partitions_created', private.ensure_event_partitions(), 'quarantine_rows_purged', forgotten
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.run_retention_upkeep()
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  noted integer;
  job public.retention_archives;
begin
  -- Waits for a hold that is being placed, and none is placed while something goes.
  lock table public.legal_holds in share mode;
  noted := private.note_due_archives();
  select a.* into job from public.retention_archives as a
  where a.state = 'written' and a.to_at <= private.retention_cutoff(a.history)
    and not private.is_held(a.from_at, a.to_at)
  order by a.from_at
  limit 1
  for update skip locked;
  if not found then
    return jsonb_build_object('due', noted, 'archive_id', null);
  end if;
  return jsonb_build_object('due', noted, 'archive_id', job.id, 'state', private.drop_archive(job));
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_retention_upkeep"() FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.set_retention (
  history          text,
  keep_days        integer,
  expected_version integer,
  reason           text    DEFAULT NULL::text
)
  RETURNS public.retention_policies
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  policy public.retention_policies;
begin
  perform private.require('settings.manage');
  perform private.begin_sensitive('set_retention', set_retention.reason);
  select p.* into policy from public.retention_policies as p
  where p.history = set_retention.history
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such history');
  end if;
  perform private.require_version(expected_version, policy.version);
  if keep_days not between policy.least_days and 36500 then
    perform private.bad_input('keep_days', format('must be from %s to 36500, or null for ever', policy.least_days));
  end if;
  update public.retention_policies as p set keep_days = set_retention.keep_days
  where p.history = policy.history
  returning p.* into policy;
  return policy;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_retention"(text, integer, integer, text) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."legal_holds"
  ADD CONSTRAINT "legal_holds_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."retention_archives"
  ADD CONSTRAINT "retention_archives_history_fkey" FOREIGN KEY (history) REFERENCES public.retention_policies(history);

CREATE VIEW "private"."counted_events" WITH (security_invoker=on) AS  SELECT told.domain_id,
    told.occurred_at,
    told.name,
    told.source,
    told.actor_kind,
    told.actor_id,
    told.events
   FROM (( SELECT event_log.domain_id,
            event_log.occurred_at,
            event_log.name,
            event_log.schema_version,
            event_log.source,
            event_log.actor_kind,
            event_log.actor_id,
            (1)::bigint AS events
           FROM public.event_log
          WHERE (NOT event_log.is_test)
        UNION ALL
         SELECT event_tallies.domain_id,
            event_tallies.begins_at,
            event_tallies.name,
            event_tallies.schema_version,
            event_tallies.source,
            event_tallies.actor_kind,
            event_tallies.actor_id,
            event_tallies.events
           FROM private.event_tallies) told
     JOIN public.event_catalog known ON (((told.domain_id = known.domain_id) AND (told.name = known.name) AND (told.schema_version = known.schema_version))))
  WHERE known.is_active;

CREATE INDEX legal_holds_released_at_idx ON public.legal_holds USING btree (domain_id)
  WHERE (released_at IS NULL);

CREATE INDEX retention_archives_from_at_idx ON public.retention_archives USING btree (history, from_at DESC);

CREATE UNIQUE INDEX retention_archives_history_from_at_key ON public.retention_archives USING btree (history, from_at)
  WHERE (state <> 'dropped'::text);

CREATE TRIGGER audit_delete AFTER DELETE ON public.legal_holds REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.legal_holds REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.legal_holds REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.legal_holds
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.retention_archives REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.retention_archives REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.retention_archives
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.retention_archives
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.retention_policies REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{history}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.retention_policies REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{history}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.retention_policies
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{history}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.retention_policies
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_admin" ON "public"."archive_parts"
  FOR SELECT
  TO "authenticated"
  USING (( SELECT private.holds('settings.manage'::text) AS holds));

CREATE POLICY "select_admin" ON "public"."legal_holds"
  FOR SELECT
  TO "authenticated"
  USING (( SELECT private.holds('settings.manage'::text) AS holds));

CREATE POLICY "select_admin" ON "public"."retention_archives"
  FOR SELECT
  TO "authenticated"
  USING (( SELECT private.holds('settings.manage'::text) AS holds));

CREATE POLICY "select_admin" ON "public"."retention_policies"
  FOR SELECT
  TO "authenticated"
  USING (( SELECT private.holds('settings.manage'::text) AS holds));

COMMENT ON COLUMN "private"."event_tallies"."actor_id" IS 'The user; empty for whoever else, of whom nobody asks how many they were.';

COMMENT ON COLUMN "public"."archive_parts"."archive_id" IS 'The archive.';

COMMENT ON COLUMN "public"."archive_parts"."byte_size" IS 'How long it is, in UTF-8.';

COMMENT ON COLUMN "public"."archive_parts"."confirmed_at" IS 'When the worker said so.';

COMMENT ON COLUMN "public"."archive_parts"."is_last" IS 'Whether the month had no more rows.';

COMMENT ON COLUMN "public"."archive_parts"."last_domain_id" IS 'The domain of its last row.';

COMMENT ON COLUMN "public"."archive_parts"."last_id" IS 'The id of its last row.';

COMMENT ON COLUMN "public"."archive_parts"."part" IS 'From 1.';

COMMENT ON COLUMN "public"."archive_parts"."path" IS 'Where the worker wrote it.';

COMMENT ON COLUMN "public"."archive_parts"."row_count" IS 'How many lines it has.';

COMMENT ON COLUMN "public"."archive_parts"."sha256" IS 'Of the file.';

COMMENT ON COLUMN "public"."legal_holds"."released_at" IS 'Since when it holds nothing any more.';

COMMENT ON COLUMN "public"."legal_holds"."title" IS 'What it is for, such as the number of a lawsuit.';

COMMENT ON COLUMN "public"."retention_archives"."claimed_by" IS 'The worker who writes it.';

COMMENT ON COLUMN "public"."retention_archives"."claimed_until" IS 'Until when nobody else does.';

COMMENT ON COLUMN "public"."retention_archives"."dropped_at" IS 'When the rows went.';

COMMENT ON COLUMN "public"."retention_archives"."fault" IS 'Why it had to be written anew.';

COMMENT ON COLUMN "public"."retention_archives"."from_at" IS 'Begin of the month, in UTC.';

COMMENT ON COLUMN "public"."retention_archives"."history" IS 'The table that it is of.';

COMMENT ON COLUMN "public"."retention_archives"."parts" IS 'How many parts are confirmed.';

COMMENT ON COLUMN "public"."retention_archives"."row_count" IS 'How many rows these have.';

COMMENT ON COLUMN "public"."retention_archives"."state" IS 'due, written (all parts are confirmed), or dropped.';

COMMENT ON COLUMN "public"."retention_archives"."to_at" IS 'End of the month, not in it.';

COMMENT ON COLUMN "public"."retention_archives"."written_at" IS 'When the last part was confirmed.';

COMMENT ON COLUMN "public"."retention_policies"."action" IS 'archive: months are written to files outside, counted, and dropped. forget: rows are deleted.';

COMMENT ON COLUMN "public"."retention_policies"."history" IS 'The table whose rows it is about.';

COMMENT ON COLUMN "public"."retention_policies"."keep_days" IS 'For how many days; null: for ever.';

COMMENT ON COLUMN "public"."retention_policies"."least_days" IS 'Fewer than these cannot be set.';

COMMENT ON FUNCTION "private"."archive_fault"(public.retention_archives) IS 'Compares every part of an archive with the rows, and the rows with the parts: what differs, or null.';

COMMENT ON FUNCTION "private"."archive_page"(timestamp with time zone, timestamp with time zone, uuid, uuid, integer) IS 'The next events of a month after a place, as JSON lines, with their number, length, checksum, and the place of the last; the same place where there are none.';

COMMENT ON FUNCTION "private"."drop_archive"(public.retention_archives) IS 'Drops a month whose parts are what the table has, and keeps its tallies: dropped. Where they are not, it is to be written anew: due. Where somebody uses the table, nothing happens: busy.';

COMMENT ON FUNCTION "private"."hand_out_part"(public.retention_archives, integer) IS 'Notes what the next part of an archive must hold, in place of one that was not confirmed, and returns it with its content.';

COMMENT ON FUNCTION "private"."held_domains"() IS 'The domains of which no history goes for now.';

COMMENT ON FUNCTION "private"."is_held"(timestamp with time zone, timestamp with time zone) IS 'Whether a time has events of a domain of which no history goes for now: the months of all domains are one table.';

COMMENT ON FUNCTION "private"."note_due_archives"() IS 'Makes an archive of every month of events that is older than the policy, has rows, none of them held, and is not on its way yet. Returns how many.';

COMMENT ON FUNCTION "private"."purge_access_log"() IS 'For the daily worker: forgets reads older than retention_policies says, but of domains under a legal hold. Returns how many.';

COMMENT ON FUNCTION "private"."retention_cutoff"(text) IS 'The time before which rows of a history are no longer kept; null where they are kept for ever.';

COMMENT ON FUNCTION "private"."tally_events"(timestamp with time zone, timestamp with time zone) IS 'Counts the events of a time that are about to be dropped.';

COMMENT ON FUNCTION "public"."claim_archive"(text, integer, interval) IS 'For the worker: the next part of the oldest month that has to be written, for the time of the lease: content, as JSON lines, to be kept where nobody can change it, under file_name or elsewhere. Then confirm_archive(), and again, until archive_id is null. A part that was not confirmed is handed out again. page_size: rows of a part, 1 to 50000. Returns {archive_id, part, is_last, content, file_name}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."confirm_archive"(uuid, text, integer, text, integer, text) IS 'For the worker: the part is written. archive_id, part: as claimed. path: where it is. row_count, sha256: lines and checksum of the file, read back; both must be those of the rows. After the last part the archive is written, and run_retention_upkeep() may drop the month. Returns {state, parts, row_count}. Errors: 22023 INVALID_INPUT; PT409 CLAIM_LOST, ARCHIVE_DIFFERS; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."delete_event_type"(uuid, text, integer, integer) IS 'Takes a version of a kind of event out of the catalogue, of which the log has none, and never had one that was archived. Needs events.manage. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 EVENT_TYPE_USED.';

COMMENT ON FUNCTION "public"."event_activity"(jsonb, text, text) IS 'How many users of the platform were active by the event log in each day, week (from Monday) or month, and how many events that were. Only kinds of events that the catalogue calls active now count, in the past too; test events never do. A user of two domains counts in each. state: partial (not over), provisional or final. filter: from, to and domain_ids, as client_dashboard; bucket: day, week or month; time_zone: IANA name. Reads the events themselves, and tallies by quarter hours for months that are archived: a month of the largest domains takes longer than a day. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-11-01T00:00:00Z"}, "bucket": "day", "time_zone": "UTC"}';

COMMENT ON FUNCTION "public"."place_legal_hold"(uuid, text, text) IS 'Keeps the history of a domain, also of a closed one, whatever retention_policies says, until release_legal_hold(). Several may hold the same domain. title: what it is for. Needs settings.manage over all domains, a recent strong login and a reason. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED, INVALID_INPUT; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."release_legal_hold"(uuid, uuid, text) IS 'Ends a hold: the history of the domain goes as retention_policies says, unless another one holds it. hold_id: the hold. Needs settings.manage over all domains, a recent strong login and a reason. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND, also for one that was released.';

COMMENT ON FUNCTION "public"."run_audit_upkeep"() IS 'For the daily worker: makes the audit log''s partitions for the next months and forgets reads older than retention_policies says. Returns {partitions_created, access_rows_purged}. Running it twice does no harm.';

COMMENT ON FUNCTION "public"."run_event_upkeep"() IS 'For the daily worker: makes the event log''s partitions for the next months and for events that came late, and forgets what was in quarantine for as long as retention_policies says, but of domains under a legal hold. Returns {partitions_created, quarantine_rows_purged}. Running it twice does no harm.';

COMMENT ON FUNCTION "public"."run_retention_upkeep"() IS 'For the daily worker, until archive_id is null or state is busy: notes which months of the event log are older than retention_policies says, and drops the oldest that is written, after comparing every part with the rows; its tallies stay. Months with events of a domain under a legal hold stay whole. A worker that is killed has dropped nothing. Returns {due, archive_id, state}: how many months were noted; dropped, due (it has to be written anew) or busy (somebody uses it).';

COMMENT ON FUNCTION "public"."set_retention"(text, integer, integer, text) IS 'Sets how long a kind of history is kept. history: one of retention_policies. keep_days: for how many days, not fewer than least_days; null: for ever. Shorter counts at the next upkeep. Needs settings.manage over all domains, a recent strong login and a reason. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED, INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON POLICY "select_admin" ON "public"."archive_parts" IS 'Where the files are, for who manages settings over all domains.';

COMMENT ON POLICY "select_admin" ON "public"."legal_holds" IS 'Whose history is held, for who manages settings over all domains: a domain is not told.';

COMMENT ON POLICY "select_admin" ON "public"."retention_archives" IS 'What was archived, for who manages settings over all domains.';

COMMENT ON POLICY "select_admin" ON "public"."retention_policies" IS 'How long history is kept, for who manages settings over all domains.';

COMMENT ON TABLE "private"."event_tallies" IS 'How many events a quarter hour had that were dropped from event_log, without tests.';

COMMENT ON TABLE "public"."access_log" IS 'Who read what of note, and who came and went. Kept as long as retention_policies says.';

COMMENT ON TABLE "public"."archive_parts" IS 'The files of an archive, JSON lines each, ordered by domain and id.';

COMMENT ON TABLE "public"."event_quarantine" IS 'Events that were not taken into the log, as they came, each with the reason. Kept as long as retention_policies says.';

COMMENT ON TABLE "public"."legal_holds" IS 'Domains whose history nobody may drop or forget for now, whatever retention_policies says.';

COMMENT ON TABLE "public"."retention_archives" IS 'Months of history that are written to files, and dropped here.';

COMMENT ON TABLE "public"."retention_policies" IS 'How long each kind of history is kept, and what becomes of it then.';

COMMENT ON VIEW "private"."counted_events" IS 'The fact "it happened": events of kinds that are active, without tests, and for months that are archived a row for a quarter hour and user, which stands for several. Metrics read it and no other.';

REVOKE ALL ON FUNCTION "private"."archive_fault"(public.retention_archives) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."archive_fault"(public.retention_archives) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."archive_fault"(public.retention_archives) TO "postgres";

REVOKE ALL ON FUNCTION "private"."archive_page"(timestamp WITH time zone, timestamp WITH time zone, uuid, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."archive_page"(timestamp WITH time zone, timestamp WITH time zone, uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."archive_page"(timestamp WITH time zone, timestamp WITH time zone, uuid, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."drop_archive"(public.retention_archives) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."drop_archive"(public.retention_archives) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."drop_archive"(public.retention_archives) TO "postgres";

REVOKE ALL ON FUNCTION "private"."hand_out_part"(public.retention_archives, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."hand_out_part"(public.retention_archives, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."hand_out_part"(public.retention_archives, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."held_domains"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."held_domains"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."held_domains"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."is_held"(timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."is_held"(timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."is_held"(timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_due_archives"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_due_archives"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_due_archives"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."retention_cutoff"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."retention_cutoff"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."retention_cutoff"(text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."tally_events"(timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tally_events"(timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."tally_events"(timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "public"."claim_archive"(text, integer, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_archive"(text, integer, interval) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_archive"(text, integer, interval) TO "service_role";

REVOKE ALL ON FUNCTION "public"."confirm_archive"(uuid, text, integer, text, integer, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."confirm_archive"(uuid, text, integer, text, integer, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."confirm_archive"(uuid, text, integer, text, integer, text) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."place_legal_hold"(uuid, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."place_legal_hold"(uuid, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."place_legal_hold"(uuid, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."release_legal_hold"(uuid, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."release_legal_hold"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."release_legal_hold"(uuid, uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_retention_upkeep"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_retention_upkeep"() TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_retention_upkeep"() TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."set_retention"(text, integer, integer, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_retention"(text, integer, integer, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_retention"(text, integer, integer, text) TO "postgres";

REVOKE ALL ON TABLE "public"."archive_parts" FROM "authenticated";

GRANT SELECT ON TABLE "public"."archive_parts" TO "authenticated";

REVOKE ALL ON TABLE "public"."archive_parts" FROM "service_role";

GRANT SELECT ON TABLE "public"."archive_parts" TO "service_role";

REVOKE ALL ON TABLE "public"."legal_holds" FROM "authenticated";

GRANT SELECT ON TABLE "public"."legal_holds" TO "authenticated";

REVOKE ALL ON TABLE "public"."legal_holds" FROM "service_role";

GRANT SELECT ON TABLE "public"."legal_holds" TO "service_role";

REVOKE ALL ON TABLE "public"."retention_archives" FROM "authenticated";

GRANT SELECT ON TABLE "public"."retention_archives" TO "authenticated";

REVOKE ALL ON TABLE "public"."retention_archives" FROM "service_role";

GRANT SELECT ON TABLE "public"."retention_archives" TO "service_role";

REVOKE ALL ON TABLE "public"."retention_policies" FROM "authenticated";

GRANT SELECT ON TABLE "public"."retention_policies" TO "authenticated";

REVOKE ALL ON TABLE "public"."retention_policies" FROM "service_role";

GRANT SELECT ON TABLE "public"."retention_policies" TO "service_role";

ALTER TABLE "public"."archive_parts"
  ADD CONSTRAINT "archive_parts_archive_id_fkey" FOREIGN KEY (archive_id) REFERENCES public.retention_archives(id);

comment on column private.counted_events.events is 'For how many events the row stands.';

-- What an installation has set stays. The event log in days: two years; what was read: 13 months.
insert into public.retention_policies (history, action, keep_days, least_days)
values
('access_log', 'forget', 395, 90),
('event_log', 'archive', 730, 90),
('event_quarantine', 'forget', 30, 1)
on conflict (history) do nothing;

-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc)
values
('place_legal_hold'),
('release_legal_hold'),
('set_retention')
on conflict (rpc) do nothing;
