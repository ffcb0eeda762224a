-- The event log: its catalogue, the log in months, the ids that make an event one, the quarantine, and who reads them.
SET local check_function_bodies = off;

CREATE TABLE "private"."event_ids" (
  "domain_id" uuid NOT NULL,
  "id"        uuid NOT NULL,
  CONSTRAINT "event_ids_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "private"."event_ids"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."event_keys" (
  "domain_id" uuid  NOT NULL,
  "secret"    bytea NOT NULL DEFAULT extensions.gen_random_bytes(32),
  CONSTRAINT "event_keys_pkey" PRIMARY KEY (domain_id)
);

ALTER TABLE "private"."event_keys"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."event_catalog" (
  "domain_id"      uuid                     NOT NULL,
  "name"           text                     NOT NULL,
  "schema_version" integer                  NOT NULL,
  "description"    text                     NOT NULL,
  "json_schema"    jsonb                    NOT NULL,
  "actor_kinds"    text[]                   NOT NULL,
  "pii"            jsonb                    NOT NULL DEFAULT '{}'::jsonb,
  "is_active"      boolean                  NOT NULL DEFAULT true,
  "created_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "version"        integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "event_catalog_actor_kinds_check" CHECK (((actor_kinds <@ '{user,bo_user,system,integration}'::text[]) AND (cardinality(actor_kinds) > 0))),
  CONSTRAINT "event_catalog_description_check" CHECK (((length(description) >= 1) AND (length(description) <= 1000))),
  CONSTRAINT "event_catalog_json_schema_check" CHECK ((jsonb_typeof(json_schema) = 'object'::text)),
  CONSTRAINT "event_catalog_name_check" CHECK (((name ~ '^[a-z][a-z0-9_]*([.][a-z0-9_]+)*$'::text) AND (length(name) <= 100))),
  CONSTRAINT "event_catalog_pii_check" CHECK ((jsonb_typeof(pii) = 'object'::text)),
  CONSTRAINT "event_catalog_pkey" PRIMARY KEY (domain_id, name, schema_version),
  CONSTRAINT "event_catalog_schema_version_check" CHECK (((schema_version >= 1) AND (schema_version <= 9999)))
);

ALTER TABLE "public"."event_catalog"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."event_catalog" FROM "anon";

CREATE TABLE "public"."event_log" (
  "domain_id"      uuid                     NOT NULL,
  "id"             uuid                     NOT NULL,
  "name"           text                     NOT NULL,
  "schema_version" integer                  NOT NULL,
  "actor_kind"     text                     NOT NULL,
  "actor_id"       text,
  "object"         text,
  "properties"     jsonb                    NOT NULL,
  "occurred_at"    timestamp with time zone NOT NULL,
  "received_at"    timestamp with time zone NOT NULL,
  "source"         text                     NOT NULL,
  "trace_id"       text,
  "is_test"        boolean                  NOT NULL,
  "has_clock_skew" boolean                  NOT NULL
) PARTITION BY RANGE (occurred_at);

ALTER TABLE "public"."event_log"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."event_log" FROM "anon";

CREATE TABLE "public"."event_quarantine" (
  "domain_id"   uuid                     NOT NULL,
  "id"          uuid                     NOT NULL,
  "event_id"    uuid,
  "name"        text,
  "event"       jsonb                    NOT NULL,
  "reason"      text                     NOT NULL,
  "received_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "event_quarantine_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."event_quarantine"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."event_quarantine" FROM "anon";

CREATE TYPE "private"."event_filter" AS (
  "domain_ids"   uuid[],
  "name"         text,
  "actor_kind"   text,
  "actor_id"     text,
  "object"       text,
  "from"         timestamp WITH time zone,
  "to"           timestamp WITH time zone,
  "include_test" boolean
);

CREATE TYPE "private"."log_event" AS (
  "place"          bigint,
  "domain_id"      uuid,
  "id"             uuid,
  "name"           text,
  "schema_version" integer,
  "actor_kind"     text,
  "actor_id"       text,
  "object"         text,
  "properties"     jsonb,
  "occurred_at"    timestamp WITH time zone,
  "received_at"    timestamp WITH time zone,
  "source"         text,
  "trace_id"       text,
  "is_test"        boolean,
  "has_clock_skew" boolean,
  "pii"            jsonb,
  "fault"          text,
  "raw"            jsonb
);

CREATE OR REPLACE FUNCTION private.catalogue_fault (
  known public.event_catalog,
  event jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  fault text;
begin
  if known.name is null then
    return 'name: is not in the catalogue, in this version';
  end if;
  if event ->> 'actor_kind' <> all(known.actor_kinds) then
    return 'actor_kind: does not do this, by the catalogue';
  end if;
  select format('properties%s: %s', found.path, found.reason) into fault
  from private.config_faults(known.json_schema, coalesce(nullif(event -> 'properties', 'null'), '{}')) as found
  order by found.path, found.reason
  limit 1;
  return fault;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_events (
  events jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if jsonb_typeof(events) is distinct from 'array' then
    perform private.bad_input('events', 'must be an array of events');
  end if;
  if jsonb_array_length(events) > 1000 then
    perform private.fail('22023', 'BATCH_TOO_LARGE', 'events: at most 1000 at once', 'Split the batch.');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.ensure_event_partitions (
  from_day date    DEFAULT CURRENT_DATE,
  months   integer DEFAULT 3
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  month timestamp;
  partition text;
  span tstzrange;
  created integer := 0;
begin
  -- Nothing may come into the default partition between the move and the attaching.
  lock table private.event_log_default in access exclusive mode;
  for month in
    select date_trunc('month', from_day::timestamp) + make_interval(months => ahead)
    from generate_series(0, months - 1) as ahead
    union
    select date_trunc('month', late.occurred_at at time zone 'UTC') from private.event_log_default as late
    where late.occurred_at >= (from_day - interval '2 years') at time zone 'UTC'
    order by 1
  loop
    partition := 'event_log_' || to_char(month, 'YYYY_MM');
    continue when to_regclass('private.' || partition) is not null;
    span := tstzrange(month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    execute format('create table private.%I (like public.event_log including all)', partition);
    execute format('alter table private.%I enable row level security', partition);
    execute format(
      'with late as (delete from private.event_log_default where occurred_at >= $1 and occurred_at < $2 returning *) '
      'insert into private.%I select * from late', partition
    ) using lower(span), upper(span);
    execute format('alter table public.event_log attach partition private.%I for values from (%L) to (%L)',
      partition, lower(span), upper(span));
    created := created + 1;
  end loop;
  return created;
end;
$function$;

CREATE OR REPLACE FUNCTION private.lock_event_type (
  domain_id        uuid,
  name             text,
  schema_version   integer,
  expected_version integer
)
  RETURNS public.event_catalog
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  known public.event_catalog;
begin
  select c.* into known from public.event_catalog as c
  where c.domain_id = lock_event_type.domain_id and c.name = lock_event_type.name
    and c.schema_version = lock_event_type.schema_version
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such kind of event');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, known.version);
  end if;
  return known;
end;
$function$;

CREATE OR REPLACE FUNCTION private.log_event_fault (
  event jsonb,
  sites jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return case
    when jsonb_typeof(event) <> 'object' then 'event: must be an object'
    when (sites ->> (event ->> 'site_domain')) is null then 'site_domain: is no known site'
    when private.is_valid_input(event ->> 'id', 'uuid') is not true then 'id: must be a uuid'
    when not private.is_text(event -> 'name', 100) then 'name: must be a text of 1 to 100 characters'
    when (event ->> 'schema_version') ~ '^[1-9]\d{0,3}$' is false then 'schema_version: must be a number from 1'
    when event ->> 'actor_kind' in ('user', 'bo_user', 'system', 'integration') is not true
      then 'actor_kind: must be user, bo_user, system or integration'
    when not private.is_text(event -> 'actor_id', 200)
      and (event ->> 'actor_kind' <> 'system' or event ->> 'actor_id' is not null)
      then 'actor_id: must be a text of 1 to 200 characters'
    when event ->> 'object' is not null and not private.is_text(event -> 'object', 200)
      then 'object: must be a text of 1 to 200 characters'
    when jsonb_typeof(event -> 'properties') not in ('object', 'null') then 'properties: must be an object'
    when length(event ->> 'properties') > 16000 then 'properties: must have at most 16000 characters'
    when not private.is_zoned_time(event ->> 'occurred_at')
      then 'occurred_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when (event ->> 'occurred_at')::timestamptz < '2000-01-01T00:00:00Z' then 'occurred_at: must lie after 1999'
    when event ->> 'source' !~ '^[a-z0-9_-]{1,50}$' then 'source: must be a short name such as platform'
    when event ->> 'trace_id' is not null and not private.is_text(event -> 'trace_id', 100)
      then 'trace_id: must be a text of 1 to 100 characters'
    when jsonb_typeof(event -> 'is_test') not in ('boolean', 'null') then 'is_test: must be true or false'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.pii_fault (
  pii jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return case
    when jsonb_typeof(pii) is distinct from 'object' then 'must be an object'
    when exists (
      select from jsonb_each(pii) as field
      where field.key !~ '^[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+){0,4}$' or field.value not in ('"drop"', '"hash"')
    ) then 'must lead from paths such as contact.email to drop or hash'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.quarantine_events (
  batch private.log_event[]
)
  RETURNS bigint
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  added bigint;
begin
  -- Again, but perhaps for another reason: the catalogue may have changed.
  insert into public.event_quarantine as known (domain_id, id, event_id, name, event, reason, received_at)
  select distinct on (e.domain_id, bad.id)
    e.domain_id, bad.id, e.id, left(e.name, 100), e.raw, e.fault, e.received_at
  from unnest(batch) as e
  cross join lateral (select md5(e.raw::text)::uuid as id) as bad
  where e.fault is not null
  order by e.domain_id, bad.id
  on conflict (domain_id, id) do update set reason = excluded.reason
  where known.reason <> excluded.reason;
  get diagnostics added = row_count;
  return added;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_event_filter (
  filter jsonb
)
  RETURNS private.event_filter
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{
      "domain_ids": "uuids",
      "name": "text",
      "actor_kind": ["user", "bo_user", "system", "integration"],
      "actor_id": "text",
      "object": "text",
      "from": "time",
      "to": "time",
      "include_test": "boolean"
    }'
  );
begin
  return jsonb_populate_record(null::private.event_filter, given);
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_log_events (
  events   jsonb,
  received timestamp with time zone[]
)
  RETURNS private.log_event[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  sites constant jsonb := private.resolve_sites(events);
begin
  return array(
    with given as materialized (
      select
        listed.event, listed.place, coalesce(received[listed.place], now()) as received_at,
        private.log_event_fault(listed.event, sites) as fault
      from jsonb_array_elements(events) with ordinality as listed (event, place)
    ), wanted as materialized (
      select
        g.place, (sites ->> (g.event ->> 'site_domain'))::uuid as domain_id, g.event ->> 'name' as name,
        coalesce((g.event ->> 'schema_version')::integer, 1) as schema_version,
        (g.event ->> 'occurred_at')::timestamptz as occurred_at,
        (g.event ->> 'occurred_at')::timestamptz > g.received_at + interval '5 minutes' as is_ahead,
        coalesce((g.event ->> 'is_test')::boolean, false) as is_test
      from given as g
      where g.fault is null
    )
    select
      row(
        g.place - 1, coalesce((sites ->> (g.event ->> 'site_domain'))::uuid, '00000000-0000-0000-0000-000000000000'),
        case when private.is_valid_input(g.event ->> 'id', 'uuid') then (g.event ->> 'id')::uuid end,
        g.event ->> 'name', w.schema_version, g.event ->> 'actor_kind', g.event ->> 'actor_id', g.event ->> 'object',
        coalesce(nullif(g.event -> 'properties', 'null'), '{}'),
        case when w.is_ahead then g.received_at else w.occurred_at end, g.received_at,
        coalesce(g.event ->> 'source', 'platform'), g.event ->> 'trace_id', w.is_test, w.is_ahead, known.pii,
        coalesce(g.fault, private.catalogue_fault(known, g.event)), g.event
      )::private.log_event
    from given as g
    left join wanted as w on g.place = w.place
    left join public.event_catalog as known
      on w.domain_id = known.domain_id and w.name = known.name and w.schema_version = known.schema_version
    order by g.place
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_log_events (
  batch private.log_event[]
)
  RETURNS private.log_event[]
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  fresh private.log_event [];
begin
  with drawn as (
    insert into private.event_ids (domain_id, id)
    select distinct e.domain_id, e.id from unnest(batch) as e where e.fault is null order by e.domain_id, e.id
    on conflict (domain_id, id) do nothing
    returning event_ids.domain_id, event_ids.id
  ), first_told as (
    select distinct on (e.domain_id, e.id) e as event
    from unnest(batch) as e
    inner join drawn on e.domain_id = drawn.domain_id and e.id = drawn.id
    where e.fault is null
    order by e.domain_id, e.id, e.place
  )
  select array_agg(first_told.event) into fresh from first_told;
  if fresh is null then
    return '{}';
  end if;

  insert into private.event_keys (domain_id)
  select distinct e.domain_id from unnest(fresh) as e where e.pii @? '$.* ? (@ == "hash")' order by e.domain_id
  on conflict (domain_id) do nothing;
  insert into public.event_log (
    domain_id, id, name, schema_version, actor_kind, actor_id, object, properties, occurred_at, received_at,
    source, trace_id, is_test, has_clock_skew
  )
  select
    e.domain_id, e.id, e.name, e.schema_version, e.actor_kind, e.actor_id, e.object,
    case when e.pii = '{}' then e.properties else private.strip_pii(e.properties, e.pii, k.secret) end,
    e.occurred_at, e.received_at, e.source, e.trace_id, e.is_test, e.has_clock_skew
  from unnest(fresh) as e
  left join private.event_keys as k on e.domain_id = k.domain_id;
  -- Sent again and right this time: it need not be mended any more.
  delete from public.event_quarantine as q using unnest(fresh) as e
  where q.domain_id = e.domain_id and q.event_id = e.id;
  return fresh;
end;
$function$;

CREATE OR REPLACE FUNCTION private.strip_pii (
  properties jsonb,
  pii        jsonb,
  secret     bytea
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  kept jsonb := properties;
  personal record;
  place text [];
  given text;
begin
  for personal in select field.key, field.value from jsonb_each_text(pii) as field order by field.key loop
    place := string_to_array(personal.key, '.');
    given := kept #>> place;
    if personal.value = 'hash' and given is not null then
      -- Addresses are written in many ways: case and space around tell nobody apart.
      kept := jsonb_set(kept, place, to_jsonb(
        encode(extensions.hmac(convert_to(lower(btrim(given)), 'UTF8'), secret, 'sha256'), 'hex')
      ));
    else
      kept := kept #- place;
    end if;
  end loop;
  return kept;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_events (
  events   jsonb,
  received timestamp with time zone[] DEFAULT '{}'::timestamp WITH time zone[]
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  batch constant private.log_event [] := private.read_log_events(events, received);
  fresh constant private.log_event [] := private.store_log_events(batch);
  faults constant jsonb := coalesce((
    select jsonb_agg(jsonb_build_object('index', e.place, 'id', e.id, 'reason', e.fault) order by e.place)
    from unnest(batch) as e
    where e.fault is not null
  ), '[]');
  set_aside constant bigint := private.quarantine_events(batch);
  part record;
begin
  for part in
    select nullif(e.domain_id, '00000000-0000-0000-0000-000000000000') as domain_id,
      count(*) filter (where e.fault is null) as events, count(*) filter (where e.fault is not null) as quarantined
    from unnest(batch) as e
    where e.place = any(array(select f.place from unnest(fresh) as f)) or e.fault is not null and set_aside > 0
    group by 1
    order by 1
  loop
    perform private.audit_event(
      'ingest', 'event_log', null, part.domain_id, to_jsonb(part) - 'domain_id'
    );
  end loop;
  return jsonb_build_object(
    'received', cardinality(batch),
    'stored', cardinality(fresh),
    'duplicates', cardinality(batch) - cardinality(fresh) - jsonb_array_length(faults),
    'quarantined', jsonb_array_length(faults),
    'clock_skewed', (select count(*) from unnest(fresh) as e where e.has_clock_skew),
    'faults', faults
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.create_event_type (
  domain_id   uuid,
  name        text,
  description text,
  json_schema jsonb,
  actor_kinds text[] DEFAULT '{user}'::text[],
  pii         jsonb  DEFAULT '{}'::jsonb
)
  RETURNS public.event_catalog
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  made public.event_catalog;
  fault text;
begin
  perform private.require('events.manage', create_event_type.domain_id);
  if (length(name) <= 100 and name ~ '^[a-z][a-z0-9_]*([.][a-z0-9_]+)*$') is not true then
    perform private.bad_input('name', 'must be a name such as order_placed');
  end if;
  if length(btrim(description)) between 1 and 1000 is not true then
    perform private.bad_input('description', 'must be a text of 1 to 1000 characters');
  end if;
  if (actor_kinds <@ '{user,bo_user,system,integration}' and cardinality(actor_kinds) > 0) is not true then
    perform private.bad_input('actor_kinds', 'must be of user, bo_user, system, integration');
  end if;
  if jsonb_typeof(json_schema) is distinct from 'object' then
    perform private.bad_input('json_schema', 'must be an object');
  end if;
  select format('%s %s', f.path, f.reason) into fault from private.config_schema_faults(json_schema) as f limit 1;
  if fault is not null then
    perform private.bad_input('json_schema', fault);
  end if;
  fault := private.pii_fault(pii);
  if fault is not null then
    perform private.bad_input('pii', fault);
  end if;
  -- One at a time in a domain, so that two never draw the same number.
  perform from public.domains as d where d.id = create_event_type.domain_id for no key update;
  insert into public.event_catalog (domain_id, name, schema_version, description, json_schema, actor_kinds, pii)
  select
    create_event_type.domain_id, create_event_type.name, coalesce(max(c.schema_version), 0) + 1,
    btrim(create_event_type.description), create_event_type.json_schema, create_event_type.actor_kinds, create_event_type.pii
  from public.event_catalog as c
  where c.domain_id = create_event_type.domain_id and c.name = create_event_type.name
  returning * into made;
  return made;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_event_type"(uuid, text, text, jsonb, text[], jsonb) FROM PUBLIC, "anon", "service_role";

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

REVOKE ALL ON FUNCTION "public"."delete_event_type"(uuid, text, integer, integer) FROM PUBLIC, "anon", "service_role";

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
      count(*) as events
    from public.event_log as e
    inner join public.event_catalog as c
      on c.domain_id = e.domain_id and c.name = e.name and c.schema_version = e.schema_version and c.is_active
    where e.domain_id = any(tenants) and e.occurred_at >= part.from_at and e.occurred_at < part.to_at
      and not e.is_test
  ) as counted
  order by part.begins_on;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."event_activity"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.ingest_events (
  events jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  SET enable_seqscan TO 'off'
  SET plan_cache_mode TO 'force_generic_plan'
  SET jit TO 'off'
  AS $function$
begin
  perform private.check_events(events);
  return private.take_events(events);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."ingest_events"(jsonb) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.list_events (
  filter    jsonb   DEFAULT '{}'::jsonb,
  after     text    DEFAULT NULL::text,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id      uuid,
    id             uuid,
    name           text,
    schema_version integer,
    actor_kind     text,
    actor_id       text,
    object         text,
    properties     jsonb,
    occurred_at    timestamp with time zone,
    received_at    timestamp with time zone,
    source         text,
    trace_id       text,
    is_test        boolean,
    has_clock_skew boolean,
    cursor         text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  SET jit TO 'off'
  AS $function$
declare
  wanted constant private.event_filter := private.read_event_filter(filter);
  mine constant uuid [] := private.permitted_domains('events.view', (wanted).domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('events', after);
  return query
  select
    page.domain_id, page.id, page.name, page.schema_version, page.actor_kind, page.actor_id, page.object,
    page.properties, page.occurred_at, page.received_at, page.source, page.trace_id, page.is_test,
    page.has_clock_skew, private.make_time_cursor('events', page.occurred_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select e.* from public.event_log as e
    where
      e.domain_id = tenant.id
      and ((wanted).name is null or e.name = (wanted).name)
      and ((wanted).actor_kind is null or e.actor_kind = (wanted).actor_kind)
      and ((wanted).actor_id is null or e.actor_id = (wanted).actor_id)
      and ((wanted).object is null or e.object = (wanted).object)
      and ((wanted)."from" is null or e.occurred_at >= (wanted)."from")
      and ((wanted)."to" is null or e.occurred_at < (wanted)."to")
      and (coalesce((wanted).include_test, false) or not e.is_test)
      -- The time by itself too: it tells which months to leave out.
      and (after is null or e.occurred_at <= place.at
        and (e.occurred_at, e.id, e.domain_id) < (place.at, place.id, place.domain_id))
    order by e.occurred_at desc, e.id desc
    limit page_size
  ) as page
  order by page.occurred_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_events"(jsonb, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_quarantined_events (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id   uuid,
    id          uuid,
    event_id    uuid,
    name        text,
    event       jsonb,
    reason      text,
    received_at timestamp with time zone,
    cursor      text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  nowhere constant uuid := '00000000-0000-0000-0000-000000000000';
  mine uuid [] := private.permitted_domains('events.manage', array_remove(domain_ids, nowhere));
  place record;
begin
  if nowhere = any(domain_ids) then
    perform private.require('events.manage');
  end if;
  if coalesce(nowhere = any(domain_ids), private.holds('events.manage')) then
    mine := mine || nowhere;
  end if;
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('quarantine', after);
  return query
  select page.*, private.make_time_cursor('quarantine', page.received_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select q.* from public.event_quarantine as q
    where
      q.domain_id = tenant.id
      and (after is null or (q.received_at, q.id, q.domain_id) < (place.at, place.id, place.domain_id))
    order by q.received_at desc, q.id desc
    limit page_size
  ) as page
  order by page.received_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_quarantined_events"(uuid[], text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.record_events (
  events jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.member_domains();
  told jsonb;
  broken record;
begin
  if mine = '{}' then
    perform private.fail('42501', 'PERMISSION_DENIED', 'you work in no domain');
  end if;
  perform private.check_events(events);
  -- Who did it and where it comes from is not the caller's to say.
  select coalesce(jsonb_agg(
    case jsonb_typeof(listed.event) when 'object' then listed.event || jsonb_build_object(
      'actor_kind', 'bo_user', 'actor_id', private.current_person_id(), 'source', 'back-office'
    ) else listed.event end order by listed.place
  ), '[]') into told
  from jsonb_array_elements(events) with ordinality as listed (event, place);
  -- A domain of others gets the answer of one that is not there, whatever else is wrong.
  select e.place, case when e.domain_id = any(mine) then e.fault else 'site_domain: is no known site' end as fault
  into broken
  from unnest(private.read_log_events(told, '{}')) as e
  where e.fault is not null or e.domain_id <> all(mine)
  order by e.place
  limit 1;
  if found then
    perform private.bad_input(
      format('events[%s].%s', broken.place, split_part(broken.fault, ': ', 1)),
      split_part(broken.fault, ': ', 2) || '; nothing of this batch was stored'
    );
  end if;
  return private.take_events(told);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."record_events"(jsonb) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.reingest_events (
  domain_id      uuid,
  quarantine_ids uuid[],
  changes        jsonb  DEFAULT '{}'::jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  given constant jsonb := coalesce(nullif(changes, 'null'), '{}');
  aside record;
  answer jsonb;
begin
  perform private.require('events.manage', reingest_events.domain_id);
  if jsonb_typeof(given) <> 'object' then
    perform private.bad_input('changes', 'must be an object');
  end if;
  -- Which event it is and who did it stays the sender's to say.
  if given - '{site_domain,name,schema_version,object,properties,occurred_at}'::text [] <> '{}' then
    perform private.bad_input('changes', 'site_domain, name, schema_version, object, properties or occurred_at');
  end if;
  -- What is not mine gets the answer of what is not there.
  if given ? 'site_domain' and private.site_domain_id(given ->> 'site_domain')
    = any(private.domains_with('events.manage')) is not true then
    perform private.bad_input('changes.site_domain', 'is no known site');
  end if;
  if cardinality(quarantine_ids) between 1 and 500 is not true then
    perform private.bad_input('quarantine_ids', '1 to 500');
  end if;
  with taken as (
    delete from public.event_quarantine as q
    where q.domain_id = coalesce(reingest_events.domain_id, '00000000-0000-0000-0000-000000000000')
      and q.id = any(quarantine_ids)
    returning case jsonb_typeof(q.event) when 'object' then q.event || given else q.event end as event, q.received_at, q.id
  )
  select jsonb_agg(t.event order by t.received_at, t.id) as events, array_agg(t.received_at order by t.received_at, t.id) as received
  into aside from taken as t;
  if aside.events is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such event in quarantine');
  end if;
  answer := private.take_events(aside.events, aside.received);
  perform private.audit_event('reingest', 'event_quarantine', null, reingest_events.domain_id,
    answer - 'faults' || jsonb_build_object('changed', (select coalesce(jsonb_agg(k), '[]') from jsonb_object_keys(given) as k)));
  return answer;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."reingest_events"(uuid, uuid[], jsonb) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_event_upkeep()
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  forgotten bigint;
begin
  delete from public.event_quarantine as q where q.received_at < now() - interval '30 days';
  get diagnostics forgotten = row_count;
  return jsonb_build_object(
    'partitions_created', private.ensure_event_partitions(), 'quarantine_rows_purged', forgotten
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_event_upkeep"() FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.update_event_type (
  domain_id        uuid,
  name             text,
  schema_version   integer,
  is_active        boolean DEFAULT NULL::boolean,
  description      text    DEFAULT NULL::text,
  pii              jsonb   DEFAULT NULL::jsonb,
  expected_version integer DEFAULT NULL::integer
)
  RETURNS public.event_catalog
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  known public.event_catalog;
  changed public.event_catalog;
  fault text;
begin
  perform private.require('events.manage', update_event_type.domain_id);
  if description is not null and length(btrim(description)) not between 1 and 1000 then
    perform private.bad_input('description', 'must be a text of 1 to 1000 characters');
  end if;
  if pii is not null then
    fault := private.pii_fault(pii);
    if fault is not null then
      perform private.bad_input('pii', fault);
    end if;
  end if;
  known := private.lock_event_type(domain_id, name, schema_version, expected_version);
  changed := known;
  changed.is_active := coalesce(update_event_type.is_active, known.is_active);
  changed.description := coalesce(btrim(update_event_type.description), known.description);
  changed.pii := coalesce(update_event_type.pii, known.pii);
  if changed is distinct from known then
    update public.event_catalog as c
    set is_active = changed.is_active, description = changed.description, pii = changed.pii
    where c.domain_id = known.domain_id and c.name = known.name and c.schema_version = known.schema_version
    returning c.* into known;
  end if;
  return known;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_event_type"(uuid, text, integer, boolean, text, jsonb, integer) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "private"."event_keys"
  ADD CONSTRAINT "event_keys_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."event_catalog"
  ADD CONSTRAINT "event_catalog_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."event_log"
  ADD CONSTRAINT "event_log_actor_id_check" CHECK (((actor_id IS NOT NULL) OR (actor_kind = 'system'::text)));

ALTER TABLE "public"."event_log"
  ADD CONSTRAINT "event_log_actor_kind_check" CHECK ((actor_kind = ANY (ARRAY['user'::text, 'bo_user'::text, 'system'::text, 'integration'::text])));

ALTER TABLE "public"."event_log"
  ADD CONSTRAINT "event_log_pkey" PRIMARY KEY (domain_id, id, occurred_at);

CREATE INDEX event_log_actor_id_idx ON ONLY public.event_log USING btree (domain_id, actor_id, occurred_at DESC, id DESC)
  WHERE (actor_id IS NOT NULL);

CREATE INDEX event_log_domain_id_idx ON ONLY public.event_log USING btree (domain_id, occurred_at DESC, id DESC);

CREATE INDEX event_log_name_idx ON ONLY public.event_log USING btree (domain_id, name, occurred_at DESC, id DESC);

CREATE INDEX event_log_object_idx ON ONLY public.event_log USING btree (domain_id, object, occurred_at DESC, id DESC)
  WHERE (object IS NOT NULL);

CREATE INDEX event_log_occurred_at_idx ON ONLY public.event_log USING brin (occurred_at);

CREATE TABLE "private"."event_log_default" PARTITION OF "public"."event_log" DEFAULT;

ALTER TABLE "private"."event_log_default"
  ENABLE ROW LEVEL SECURITY;

CREATE INDEX event_quarantine_event_id_idx ON public.event_quarantine USING btree (domain_id, event_id)
  WHERE (event_id IS NOT NULL);

CREATE INDEX event_quarantine_received_at_idx ON public.event_quarantine USING btree (domain_id, received_at DESC, id DESC);

CREATE TRIGGER audit_delete AFTER DELETE ON public.event_catalog REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{name,schema_version}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.event_catalog REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{name,schema_version}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.event_catalog
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{name,schema_version}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.event_catalog
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."event_catalog"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('events.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."event_log"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('events.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_manager" ON "public"."event_quarantine"
  FOR SELECT
  TO "authenticated"
  USING
    (((domain_id = ANY (( SELECT private.domains_with('events.manage'::text) AS domains_with)::uuid[])) OR ((domain_id = '00000000-0000-0000-0000-000000000000'::uuid) AND ( SELECT
    private.holds('events.manage'::text) AS holds))));

COMMENT ON COLUMN "public"."event_catalog"."actor_kinds" IS 'Of whom it can be told: user, bo_user, system, integration.';

COMMENT ON COLUMN "public"."event_catalog"."is_active" IS 'False: events are taken still, and count for nobody''s activity, past ones neither.';

COMMENT ON COLUMN "public"."event_catalog"."json_schema" IS 'What the properties must be: JSON Schema, as private.config_faults() reads it. Never changed.';

COMMENT ON COLUMN "public"."event_catalog"."name" IS 'Such as `order_placed`.';

COMMENT ON COLUMN "public"."event_catalog"."pii" IS 'Personal data among the properties: path such as contact.email to drop (never stored) or hash (stored as a keyed digest).';

COMMENT ON COLUMN "public"."event_catalog"."schema_version" IS 'Counts up for a name; an event says which one it follows.';

COMMENT ON COLUMN "public"."event_log"."actor_id" IS 'Who: the platform''s own id of the user, the person''s id, the name of the system or integration.';

COMMENT ON COLUMN "public"."event_log"."actor_kind" IS 'user (of the platform), bo_user (a person here), system or integration.';

COMMENT ON COLUMN "public"."event_log"."has_clock_skew" IS 'True where occurred_at was set back to received_at.';

COMMENT ON COLUMN "public"."event_log"."id" IS 'Drawn by whoever tells of it; the same again in the domain is no other event.';

COMMENT ON COLUMN "public"."event_log"."name" IS 'As in event_catalog.';

COMMENT ON COLUMN "public"."event_log"."object" IS 'What it is about, such as orders/order-1.';

COMMENT ON COLUMN "public"."event_log"."occurred_at" IS 'The sender''s time; the time of receipt where the sender''s clock was over 5 minutes ahead.';

COMMENT ON COLUMN "public"."event_log"."properties" IS 'As the catalogue asks, without what it calls personal.';

COMMENT ON COLUMN "public"."event_log"."received_at" IS 'When it came here.';

COMMENT ON COLUMN "public"."event_log"."schema_version" IS 'The version of the catalogue that it follows.';

COMMENT ON COLUMN "public"."event_log"."source" IS 'Which program told of it.';

COMMENT ON COLUMN "public"."event_log"."trace_id" IS 'What joins it with other programs'' logs.';

COMMENT ON COLUMN "public"."event_quarantine"."domain_id" IS 'The domain; the nil id where the event names no known site.';

COMMENT ON COLUMN "public"."event_quarantine"."event" IS 'As it was sent.';

COMMENT ON COLUMN "public"."event_quarantine"."event_id" IS 'The event''s own id; null where it has none. Once an event of this id is taken, the row goes.';

COMMENT ON COLUMN "public"."event_quarantine"."id" IS 'A digest of the event: sent again, it stands here once.';

COMMENT ON COLUMN "public"."event_quarantine"."name" IS 'The name that it gives itself.';

COMMENT ON COLUMN "public"."event_quarantine"."reason" IS 'The field, and what is wrong with it.';

COMMENT ON COLUMN "public"."event_quarantine"."received_at" IS 'When it first came.';

COMMENT ON FUNCTION "private"."catalogue_fault"(public.event_catalog, jsonb) IS 'What the catalogue has against an event that is well formed, as "field: problem"; null where nothing. Never quotes a value.';

COMMENT ON FUNCTION "private"."check_events"(jsonb) IS 'Raises 22023 INVALID_INPUT unless it is an array, BATCH_TOO_LARGE for over 1000 events.';

COMMENT ON FUNCTION "private"."ensure_event_partitions"(date, integer) IS 'Makes the missing month partitions of event_log (UTC months) from from_day on, and those of whatever lies in the default partition. Returns how many it made.';

COMMENT ON FUNCTION "private"."lock_event_type"(uuid, text, integer, integer) IS 'The entry of the catalogue, locked until the transaction ends. Raises P0002 NOT_FOUND, or 40001 STALE_VERSION where a version is expected.';

COMMENT ON FUNCTION "private"."log_event_fault"(jsonb, jsonb) IS 'What is wrong with the fields that every event has, as "field: problem"; null where nothing is. sites maps names to domain ids.';

COMMENT ON FUNCTION "private"."pii_fault"(jsonb) IS 'What is wrong with event_catalog.pii; null where nothing is.';

COMMENT ON FUNCTION "private"."quarantine_events"(private.log_event[]) IS 'Sets the bad events of a batch aside, each once, with its reason. Returns how many rows that changed.';

COMMENT ON FUNCTION "private"."read_event_filter"(jsonb) IS 'The filter of list_events() with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';

COMMENT ON FUNCTION "private"."read_log_events"(jsonb, timestamp with time zone[]) IS 'The batch as typed rows, each with its fault where it cannot be taken. received: when each came, by its place; now where that is not said.';

COMMENT ON FUNCTION "private"."store_log_events"(private.log_event[]) IS 'Stores the good events of a batch and returns those that were not there before.';

COMMENT ON FUNCTION "private"."strip_pii"(jsonb, jsonb, bytea) IS 'The properties without what pii says to drop, and with digests in place of what it says to hash. A null is dropped.';

COMMENT ON FUNCTION "private"."take_events"(jsonb, timestamp with time zone[]) IS 'Takes a batch into the log and sets aside what is bad; returns what ingest_events() returns.';

COMMENT ON FUNCTION "public"."create_event_type"(uuid, text, text, jsonb, text[], jsonb) IS 'Lets a domain''s log take another kind of event, or another version of one: the next schema_version of that name. Versions before it stay. description: what happens then. json_schema: what the properties must be. actor_kinds: of whom it is told. pii: paths of personal properties, each to drop or hash. Needs events.manage. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "name": "order_placed", "description": "An order was placed.", "json_schema": {"type": "object", "required": ["amount_minor"]}, "pii": {"contact.email": "hash"}}';

COMMENT ON FUNCTION "public"."delete_event_type"(uuid, text, integer, integer) IS 'Takes a version of a kind of event out of the catalogue, of which the log has none. Needs events.manage. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 EVENT_TYPE_USED.';

COMMENT ON FUNCTION "public"."event_activity"(jsonb, text, text) IS 'How many users of the platform were active by the event log in each day, week (from Monday) or month, and how many events that were. Only kinds of events that the catalogue calls active now count, in the past too; test events never do. A user of two domains counts in each. state: partial (not over), provisional or final. filter: from, to and domain_ids, as client_dashboard; bucket: day, week or month; time_zone: IANA name. Reads the events themselves: a month of the largest domains takes longer than a day. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-11-01T00:00:00Z"}, "bucket": "day", "time_zone": "UTC"}';

COMMENT ON FUNCTION "public"."ingest_events"(jsonb) IS 'Takes up to 1000 events into the log. Each is an object with id, site_domain, name, actor_kind, actor_id and occurred_at, and optionally schema_version (1), object, properties, source (platform), trace_id, is_test. Sending an event again changes nothing. What the catalogue does not know or want is set aside in event_quarantine with its reason, and the others are kept. A time over 5 minutes ahead becomes that of receipt. See docs/event-log.md. events: up to 1000 of these objects. Returns received, stored, duplicates, quarantined, clock_skewed, and faults, an array of {index, id, reason}. Errors: 22023 INVALID_INPUT, BATCH_TOO_LARGE.';

COMMENT ON FUNCTION "public"."list_events"(jsonb, text, integer) IS 'Events of the log, newest first. filter: domain_ids (null: all mine), name, actor_kind, actor_id, object, from and to (times; from is included, to is not), include_test. Needs events.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"name": "order_placed", "from": "2026-11-01T00:00:00Z"}, "page_size": 20}';

COMMENT ON FUNCTION "public"."list_quarantined_events"(uuid[], text, integer) IS 'Events that were not taken, with what was wrong, last come first. The nil id among domain_ids stands for what names no known site; with null those are among them for whoever may see them. Needs events.manage; for what is of no site, in all domains. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."record_events"(jsonb) IS 'Takes up to 1000 events of the caller''s own doings in the back office, in domains where the caller works: as ingest_events(), but actor and source are filled in, and one that the catalogue does not want refuses the batch and is named. events: objects with id, site_domain, name and occurred_at. Errors: 42501 PERMISSION_DENIED for whoever works nowhere; 22023 INVALID_INPUT, BATCH_TOO_LARGE.';

COMMENT ON FUNCTION "public"."reingest_events"(uuid, uuid[], jsonb) IS 'Tries events of the quarantine again, now that the catalogue knows them, or with changes laid over each. What is taken leaves the quarantine; the rest stays, with the reason of now. quarantine_ids: 1 to 500, from event_quarantine. domain_id: null for those that name no known site. changes: site_domain, name, schema_version, object, properties, occurred_at. Answers as ingest_events(). Needs events.manage; for those of no site, in all domains. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "quarantine_ids": ["30000000-0000-4000-8000-000000000009"], "changes": {"name": "order_placed"}}';

COMMENT ON FUNCTION "public"."run_event_upkeep"() IS 'For the daily worker: makes the event log''s partitions for the next months and for events that came late, and forgets what was in quarantine for 30 days. Returns {partitions_created, quarantine_rows_purged}. Running it twice does no harm.';

COMMENT ON FUNCTION "public"."update_event_type"(uuid, text, integer, boolean, text, jsonb, integer) IS 'Changes what the catalogue says of a kind of event; null leaves a part as it is. description: what happens then. is_active: whether it counts as activity, also in the past. pii: what is dropped or hashed from now on; events that are there stay. The schema of a version never changes: create_event_type() makes the next. Needs events.manage. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON POLICY "select_member" ON "public"."event_catalog" IS 'The catalogue of the domains whose log the person may view.';

COMMENT ON POLICY "select_member" ON "public"."event_log" IS 'Events of the domains whose log the person may view.';

COMMENT ON POLICY "select_manager" ON "public"."event_quarantine" IS 'Whoever manages the log of a domain; what is of no known site needs that permission over all domains.';

COMMENT ON TABLE "private"."event_ids" IS 'The ids of all events of event_log: in its own key they stand beside the time.';

COMMENT ON TABLE "private"."event_keys" IS 'With what the personal properties of a domain''s events are digested.';

COMMENT ON TABLE "public"."event_catalog" IS 'Which events a domain takes into its log: by name and version, with what their properties must look like.';

COMMENT ON TABLE "public"."event_log" IS 'What users, people of the back office, systems and integrations did, once per event id. Never updated.';

COMMENT ON TABLE "public"."event_quarantine" IS 'Events that were not taken into the log, as they came, each with the reason. Kept for 30 days.';

COMMENT ON TYPE "private"."event_filter" IS 'What list_events() is asked for; null asks for nothing.';

COMMENT ON TYPE "private"."log_event" IS 'An event of ingest_events() with its site resolved and its time corrected; fault says why it is not taken, and null that it is.';

REVOKE ALL ON FUNCTION "private"."catalogue_fault"(public.event_catalog, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."catalogue_fault"(public.event_catalog, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."catalogue_fault"(public.event_catalog, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_events"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_events"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_events"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."ensure_event_partitions"(date, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ensure_event_partitions"(date, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."ensure_event_partitions"(date, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."lock_event_type"(uuid, text, integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_event_type"(uuid, text, integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_event_type"(uuid, text, integer, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."log_event_fault"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."log_event_fault"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."log_event_fault"(jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."pii_fault"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."pii_fault"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."pii_fault"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."quarantine_events"(private.log_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."quarantine_events"(private.log_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."quarantine_events"(private.log_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_event_filter"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_event_filter"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_event_filter"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_log_events"(jsonb, timestamp WITH time zone[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_log_events"(jsonb, timestamp WITH time zone[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_log_events"(jsonb, timestamp WITH time zone[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_log_events"(private.log_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_log_events"(private.log_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_log_events"(private.log_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."strip_pii"(jsonb, jsonb, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."strip_pii"(jsonb, jsonb, bytea) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."strip_pii"(jsonb, jsonb, bytea) TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_events"(jsonb, timestamp WITH time zone[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_events"(jsonb, timestamp WITH time zone[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_events"(jsonb, timestamp WITH time zone[]) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_event_type"(uuid, text, text, jsonb, text[], jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_event_type"(uuid, text, text, jsonb, text[], jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_event_type"(uuid, text, text, jsonb, text[], jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."delete_event_type"(uuid, text, integer, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."delete_event_type"(uuid, text, integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."delete_event_type"(uuid, text, integer, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."event_activity"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."event_activity"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."event_activity"(jsonb, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "public"."ingest_events"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."ingest_events"(jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."ingest_events"(jsonb) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."list_events"(jsonb, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_events"(jsonb, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_events"(jsonb, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_quarantined_events"(uuid[], text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_quarantined_events"(uuid[], text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_quarantined_events"(uuid[], text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."record_events"(jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."record_events"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."record_events"(jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."reingest_events"(uuid, uuid[], jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."reingest_events"(uuid, uuid[], jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."reingest_events"(uuid, uuid[], jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_event_upkeep"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_event_upkeep"() TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_event_upkeep"() TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."update_event_type"(uuid, text, integer, boolean, text, jsonb, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_event_type"(uuid, text, integer, boolean, text, jsonb, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_event_type"(uuid, text, integer, boolean, text, jsonb, integer) TO "postgres";

REVOKE ALL ON TABLE "public"."event_catalog" FROM "authenticated";

GRANT SELECT ON TABLE "public"."event_catalog" TO "authenticated";

REVOKE ALL ON TABLE "public"."event_catalog" FROM "service_role";

GRANT SELECT ON TABLE "public"."event_catalog" TO "service_role";

REVOKE ALL ON TABLE "public"."event_log" FROM "authenticated";

GRANT SELECT ON TABLE "public"."event_log" TO "authenticated";

REVOKE ALL ON TABLE "public"."event_log" FROM "service_role";

GRANT SELECT ON TABLE "public"."event_log" TO "service_role";

REVOKE ALL ON TABLE "public"."event_quarantine" FROM "authenticated";

GRANT SELECT ON TABLE "public"."event_quarantine" TO "authenticated";

REVOKE ALL ON TABLE "public"."event_quarantine" FROM "service_role";

GRANT SELECT ON TABLE "public"."event_quarantine" TO "service_role";

insert into public.permissions (resource, action, description)
select
  'events' as resource,
  actions.action,
  'The event log, its catalogue and what it did not take: ' || actions.action as description
from (values ('view'), ('edit'), ('delete'), ('manage')) as actions (action)
on conflict (resource, action) do nothing;

insert into public.role_permissions (role_key, resource, action)
values
('admin', 'events', 'manage'),
('support', 'events', 'view')
on conflict (role_key, resource, action) do nothing;
