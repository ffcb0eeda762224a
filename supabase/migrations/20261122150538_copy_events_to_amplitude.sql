-- Events of users are copied to Amplitude, in order, a message a batch.
SET local check_function_bodies = off;

-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "private"."outbox_not_before_idx";

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."find_claimed"(uuid, text);

CREATE TABLE "private"."event_deliveries" (
  "domain_id"   uuid                     NOT NULL,
  "events"      integer                  NOT NULL,
  "received_at" timestamp with time zone NOT NULL,
  "accepted_at" timestamp with time zone NOT NULL DEFAULT now(),
  "id"          uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "event_deliveries_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "private"."event_deliveries"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."amplitude_projects" (
  "domain_id"            uuid                     NOT NULL,
  "is_active"            boolean                  NOT NULL DEFAULT false,
  "region"               text                     NOT NULL DEFAULT 'us'::text,
  "test_secret_id"       uuid,
  "production_secret_id" uuid,
  "events_per_request"   integer                  NOT NULL DEFAULT 10,
  "error"                text,
  "error_at"             timestamp with time zone,
  "created_at"           timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"           timestamp with time zone NOT NULL DEFAULT now(),
  "version"              integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "amplitude_projects_domain_id_key" UNIQUE (domain_id),
  CONSTRAINT "amplitude_projects_error_at_check" CHECK (((error IS NULL) = (error_at IS NULL))),
  CONSTRAINT "amplitude_projects_error_check" CHECK ((error ~ '^[a-z][a-z0-9_]{0,63}$'::text)),
  CONSTRAINT "amplitude_projects_events_per_request_check" CHECK (((events_per_request >= 1) AND (events_per_request <= 1000))),
  CONSTRAINT "amplitude_projects_region_check" CHECK ((region = ANY (ARRAY['us'::text, 'eu'::text]))),
  "id"                   uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "amplitude_projects_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."amplitude_projects"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."amplitude_projects" FROM "anon";

CREATE TABLE "public"."event_refusals" (
  "domain_id"  uuid                     NOT NULL,
  "id"         uuid                     NOT NULL,
  "reason"     text                     NOT NULL,
  "refused_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "event_refusals_pkey" PRIMARY KEY (domain_id, id),
  CONSTRAINT "event_refusals_reason_check" CHECK ((reason ~ '^[a-z][a-z0-9_.]{0,99}$'::text))
);

ALTER TABLE "public"."event_refusals"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."event_refusals" FROM "anon";

CREATE OR REPLACE FUNCTION private.amplitude_request (
  domain_id uuid,
  event_ids jsonb,
  at_most   integer,
  OUT       events jsonb,
  OUT       sent integer
)
  RETURNS record
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET enable_seqscan TO 'off'
  AS $function$
begin
  select coalesce(jsonb_agg(fitting.event order by fitting.place), '[]'), coalesce(max(fitting.place), at_most)
  into events, sent
  from (
    select told.event, told.place, sum(octet_length(told.event::text)) over (order by told.place) as bytes
    from (
      select listed.place, jsonb_build_object(
        -- Shorter ids than 5 characters are refused, or dropped from the event.
        'user_id', case when length(e.actor_id) < 5 then 'user:' else '' end || e.actor_id,
        'event_type', e.name, 'time', floor(extract(epoch from e.occurred_at) * 1000), 'insert_id', e.id,
        'event_properties', e.properties
      ) as event
      from jsonb_array_elements_text(event_ids) with ordinality as listed (id, place)
      inner join public.event_log as e on e.domain_id = amplitude_request.domain_id and e.id = listed.id::uuid
      where listed.place <= at_most
    ) as told
  ) as fitting
  where fitting.bytes < 900000;
end;
$function$;

CREATE OR REPLACE FUNCTION private.amplitude_secret (
  project public.amplitude_projects
)
  RETURNS uuid
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return case private.environment() when 'production' then project.production_secret_id else project.test_secret_id end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_claimed (
  message_id uuid,
  worker     text,
  topic      text DEFAULT 'webhook.deliver'::text
)
  RETURNS private.outbox
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  claimed private.outbox;
begin
  select o.* into claimed from private.outbox as o
  where o.id = find_claimed.message_id and o.state = 'claimed' and o.claimed_by = find_claimed.worker
    and o.topic = find_claimed.topic
  for update;
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this message is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
  return claimed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.keep_events (
  message   private.outbox,
  remaining jsonb,
  at_most   integer        DEFAULT NULL::integer
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  is_done constant boolean := remaining = '[]';
begin
  -- There was an answer, so attempts and what went wrong before are over.
  update private.outbox as o set
    state = case when is_done then 'done' else 'waiting' end,
    finished_at = case when is_done then now() end,
    payload = case when is_done then '{}' else jsonb_strip_nulls(jsonb_build_object('event_ids', remaining, 'at_most', at_most)) end,
    attempts = 0, claimed_by = null, last_error = null, not_before = now()
  where o.id = message.id;
  return case when not is_done then now() end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.queue_events (
  domain_id uuid,
  fresh     private.log_event[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  told_ids jsonb;
begin
  if not exists (
    select from public.amplitude_projects as p where p.domain_id = queue_events.domain_id and p.is_active
  ) then
    return;
  end if;
  -- What is copied is what counts as activity of a user: see private.counted_events.
  select jsonb_agg(e.id order by e.place) into told_ids
  from unnest(fresh) as e
  inner join public.event_catalog as known
    on known.domain_id = e.domain_id and known.name = e.name and known.schema_version = e.schema_version
  where e.domain_id = queue_events.domain_id and e.actor_kind = 'user' and not e.is_test and known.is_active;
  if told_ids is not null then
    perform private.enqueue(
      'amplitude.event', 'amplitude.event:' || private.new_id(), jsonb_build_object('event_ids', told_ids),
      queue_events.domain_id
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.refuse_events (
  message     private.outbox,
  refused     jsonb,
  status_code integer
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  event_ids constant jsonb := message.payload -> 'event_ids';
  sent constant integer := message.payload -> 'sent';
  named jsonb := refused;
begin
  if refused = '{}' and sent > 1 then
    return private.keep_events(message, event_ids, sent / 2);
  end if;
  if refused = '{}' then
    named := jsonb_build_object(event_ids ->> 0, 'status_' || status_code);
  end if;
  if exists (
    select from jsonb_each_text(named) as said
    where said.value ~ '^[a-z][a-z0-9_.]{0,99}$' is not true
      or not jsonb_path_query_array(event_ids, '$[0 to $last]', jsonb_build_object('last', sent - 1)) ? said.key
  ) then
    perform private.bad_input('refused', 'ids that were in the request, each with a code');
  end if;
  insert into public.event_refusals as r (domain_id, id, reason)
  select message.domain_id, said.key::uuid, said.value from jsonb_each_text(named) as said
  on conflict on constraint event_refusals_pkey do update set reason = excluded.reason, refused_at = excluded.refused_at;
  return private.keep_events(message, event_ids - array(select jsonb_object_keys(named)));
end;
$function$;

CREATE OR REPLACE FUNCTION private.stop_amplitude (
  domain_id uuid,
  error     text
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  stopped_version integer;
begin
  update public.amplitude_projects as p set error = stop_amplitude.error, error_at = now()
  where p.domain_id = stop_amplitude.domain_id
  returning p.version into stopped_version;
  perform private.notify(
    'amplitude.refused', private.people_who_may('integrations.manage', stop_amplitude.domain_id), null, '',
    '/integrations', jsonb_build_object('error', stop_amplitude.error),
    format('amplitude.refused:%s:%s', stop_amplitude.domain_id, stopped_version), stop_amplitude.domain_id
  );
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
    perform private.queue_events(part.domain_id, fresh);
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

CREATE OR REPLACE FUNCTION public.claim_events (
  worker text,
  lease  interval DEFAULT '00:02:00'::interval
)
  RETURNS TABLE (
    message_id uuid,
    domain_id  uuid,
    attempt    integer,
    url        text,
    body       jsonb
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  project public.amplitude_projects;
  claimed private.outbox;
  request record;
begin
  perform private.check_worker(worker, lease);
  -- Only the oldest of a domain: whatever stops it stops what comes after, or events of a user would overtake.
  select o.* into claimed
  from public.amplitude_projects as p
  cross join lateral (
    select o.id from private.outbox as o
    where o.domain_id = p.domain_id and o.topic = 'amplitude.event' and o.state in ('waiting', 'claimed')
      and o.environment = private.environment()
    order by o.created_at, o.id
    limit 1
  ) as oldest
  inner join private.outbox as o on o.id = oldest.id
  where p.is_active and p.error is null and private.amplitude_secret(p) is not null and o.not_before <= now()
    and o.state in ('waiting', 'claimed') -- Asked again of the locked row: it may just have been completed.
  order by o.not_before
  limit 1
  for update of o skip locked;
  if not found then
    return;
  end if;
  select p.* into project from public.amplitude_projects as p where p.domain_id = claimed.domain_id;
  request := private.amplitude_request(
    project.domain_id, claimed.payload -> 'event_ids',
    least((claimed.payload ->> 'at_most')::integer, project.events_per_request, jsonb_array_length(claimed.payload -> 'event_ids'))
  );
  update private.outbox as o set
    state = 'claimed', claimed_by = worker, attempts = o.attempts + 1, not_before = now() + lease,
    payload = o.payload || jsonb_build_object('sent', request.sent)
  where o.id = claimed.id;
  return query select
    claimed.id, claimed.domain_id, claimed.attempts + 1,
    format('https://api%s.amplitude.com/2/httpapi', case project.region when 'eu' then '.eu' else '2' end),
    jsonb_build_object('api_key', private.read_secret(private.amplitude_secret(project)), 'events', request.events);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."claim_events"(text, interval) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.claim_outbox (
  worker       text,
  topic_prefix text     DEFAULT ''::text,
  page_size    integer  DEFAULT 20,
  lease        interval DEFAULT '00:02:00'::interval
)
  RETURNS TABLE (
    id         uuid,
    topic      text,
    dedupe_key text,
    payload    jsonb,
    domain_id  uuid,
    attempt    integer,
    created_at timestamp with time zone
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if coalesce(btrim(claim_outbox.worker), '') = '' then
    perform private.bad_input('worker', 'name yourself');
  end if;
  if coalesce(claim_outbox.page_size, 0) not between 1 and 500 then
    perform private.bad_input('page_size', '1 to 500');
  end if;
  if claim_outbox.lease is null or claim_outbox.lease not between '1 second' and '1 hour' then
    perform private.bad_input('lease', '1 second to 1 hour');
  end if;
  return query
  with due as (
    select o.id from private.outbox as o
    where o.state in ('waiting', 'claimed') and o.not_before <= now()
      and starts_with(o.topic, claim_outbox.topic_prefix)
      -- These go in order: claim_events().
      and o.topic <> 'amplitude.event'
      -- A copied database must not send another environment's mail.
      and o.environment = private.environment()
    order by o.not_before
    limit claim_outbox.page_size
    -- Two workers never wait for each other, nor take the same message.
    for update skip locked
  )
  update private.outbox as o set
    state = 'claimed', claimed_by = claim_outbox.worker, attempts = o.attempts + 1,
    not_before = now() + claim_outbox.lease
  from due
  where o.id = due.id
  returning o.id, o.topic, o.dedupe_key, o.payload, o.domain_id, o.attempts, o.created_at;
end;
$function$;

CREATE OR REPLACE FUNCTION public.report_events (
  message_id  uuid,
  worker      text,
  status_code integer  DEFAULT NULL::integer,
  error       text     DEFAULT NULL::text,
  refused     jsonb    DEFAULT '{}'::jsonb,
  retry_after interval DEFAULT NULL::interval
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  claimed constant private.outbox := private.find_claimed(message_id, worker, 'amplitude.event');
  sent constant integer := claimed.payload -> 'sent';
  again timestamptz;
begin
  if num_nonnulls(status_code, error) <> 1 or status_code not between 100 and 599 or error !~ '^[a-z][a-z0-9_]{0,63}$' then
    perform private.bad_input('status_code', 'the status of the answer, or else error, a code such as timeout');
  end if;
  if jsonb_typeof(refused) is distinct from 'object' or refused <> '{}' and status_code is distinct from 400 then
    perform private.bad_input('refused', 'an object, of what was refused with the status 400');
  end if;
  if retry_after not between '0' and '1 day' then
    perform private.bad_input('retry_after', 'up to a day');
  end if;
  if status_code between 200 and 299 then
    insert into private.event_deliveries (domain_id, events, received_at) values (claimed.domain_id, sent, claimed.created_at);
    return private.keep_events(
      claimed, jsonb_path_query_array(claimed.payload -> 'event_ids', '$[$sent to last]', jsonb_build_object('sent', sent)),
      (claimed.payload ->> 'at_most')::integer
    );
  elsif status_code in (400, 413) then
    return private.refuse_events(claimed, refused, status_code);
  elsif status_code in (401, 403) or error = 'invalid_api_key' then
    perform private.stop_amplitude(claimed.domain_id, coalesce(report_events.error, 'status_' || status_code));
  end if;
  -- Never given up: 2 s, 4 s, 8 s and so on to a quarter of an hour, spread.
  update private.outbox as o set
    state = 'waiting', claimed_by = null, last_error = coalesce(report_events.error, 'status_' || status_code),
    not_before = now() + coalesce(retry_after, least('15 minutes', interval '1 s' * 2 ^ least(o.attempts, 10)) * (0.5 + random() / 2))
  where o.id = claimed.id
  returning o.not_before into again;
  return again;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."report_events"(uuid, text, integer, text, jsonb, interval) FROM PUBLIC, "anon", "authenticated";

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
  delete from private.event_deliveries as d where d.accepted_at < now() - interval '30 days';
  delete from public.event_refusals as r where r.refused_at < now() - interval '30 days';
  return jsonb_build_object(
    'partitions_created', private.ensure_event_partitions(), 'quarantine_rows_purged', forgotten
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.set_amplitude (
  domain_id          uuid,
  reason             text,
  is_active          boolean DEFAULT NULL::boolean,
  region             text    DEFAULT NULL::text,
  test_api_key       text    DEFAULT NULL::text,
  production_api_key text    DEFAULT NULL::text,
  events_per_request integer DEFAULT NULL::integer
)
  RETURNS public.amplitude_projects
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  project public.amplitude_projects;
begin
  perform private.require('integrations.manage', set_amplitude.domain_id);
  perform private.begin_sensitive('set_amplitude', set_amplitude.reason);
  if region <> all('{us,eu}') then
    perform private.bad_input('region', 'us or eu');
  end if;
  if events_per_request not between 1 and 1000 then
    perform private.bad_input('events_per_request', '1 to 1000');
  end if;
  insert into public.amplitude_projects (domain_id) values (set_amplitude.domain_id) on conflict do nothing;
  select p.* into project from public.amplitude_projects as p where p.domain_id = set_amplitude.domain_id for update;
  if test_api_key is not null then
    project.test_secret_id := private.rotate_secret(project.test_secret_id, test_api_key, 'Amplitude test key');
  end if;
  if production_api_key is not null then
    project.production_secret_id := private.rotate_secret(project.production_secret_id, production_api_key, 'Amplitude production key');
  end if;
  project.is_active := coalesce(set_amplitude.is_active, project.is_active);
  if project.is_active and private.amplitude_secret(project) is null then
    perform private.fail('PT409', 'NOT_CONFIGURED', 'this environment has no key', 'Give it one: test_api_key, or in production production_api_key.');
  end if;
  update public.amplitude_projects as p set
    is_active = project.is_active, region = coalesce(set_amplitude.region, p.region),
    test_secret_id = project.test_secret_id, production_secret_id = project.production_secret_id,
    events_per_request = coalesce(set_amplitude.events_per_request, p.events_per_request), error = null, error_at = null
  where p.domain_id = project.domain_id
  returning p.* into project;
  return project;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_amplitude"(uuid, text, boolean, text, text, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.sync_lag (
  domain_ids uuid[]   DEFAULT NULL::uuid[],
  span       interval DEFAULT '01:00:00'::interval
)
  RETURNS TABLE (
    domain_id uuid,
    is_active boolean,
    error     text,
    waiting   bigint,
    oldest_at timestamp with time zone,
    accepted  bigint,
    p50       interval,
    p95       interval,
    refused   bigint
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 10
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  mine constant uuid [] := private.permitted_domains('integrations.view', domain_ids);
begin
  if span between '1 minute' and '30 days' is not true then
    perform private.bad_input('span', '1 minute to 30 days');
  end if;
  return query
  select p.domain_id, p.is_active, p.error, w.waiting, w.oldest_at, coalesce(d.total, 0), d.p50, d.p95, r.refused
  from public.amplitude_projects as p
  cross join lateral (
    select coalesce(sum(jsonb_array_length(o.payload -> 'event_ids')), 0)::bigint as waiting, min(o.created_at) as oldest_at
    from private.outbox as o
    where o.domain_id = p.domain_id and o.topic = 'amplitude.event' and o.state in ('waiting', 'claimed')
      and o.environment = private.environment()
  ) as w
  cross join lateral (
    select
      max(a.upto) as total, min(a.lag) filter (where 2 * a.upto >= a.total) as p50,
      min(a.lag) filter (where 20 * a.upto >= 19 * a.total) as p95
    from (
      select
        e.accepted_at - e.received_at as lag, sum(e.events) over (order by e.accepted_at - e.received_at) as upto,
        sum(e.events) over () as total
      from private.event_deliveries as e
      where e.domain_id = p.domain_id and e.accepted_at >= now() - span
    ) as a
  ) as d
  cross join lateral (
    select count(*) as refused from public.event_refusals as e
    where e.domain_id = p.domain_id and e.refused_at >= now() - span
  ) as r
  where p.domain_id = any(mine)
  order by p.domain_id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."sync_lag"(uuid[], interval) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."amplitude_projects"
  ADD CONSTRAINT "amplitude_projects_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."event_refusals"
  ADD CONSTRAINT "event_refusals_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE INDEX event_deliveries_accepted_at_idx ON private.event_deliveries USING btree (domain_id, accepted_at);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX outbox_events_idx ON private.outbox USING btree (domain_id, created_at, id)
  WHERE ((state = ANY (ARRAY['waiting'::text, 'claimed'::text])) AND (topic = 'amplitude.event'::text));

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX outbox_not_before_idx ON private.outbox USING btree (not_before)
  WHERE ((state = ANY (ARRAY['waiting'::text, 'claimed'::text])) AND (topic <> 'amplitude.event'::text));

CREATE INDEX event_refusals_refused_at_idx ON public.event_refusals USING btree (refused_at);

CREATE TRIGGER audit_delete AFTER DELETE ON public.amplitude_projects REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.amplitude_projects REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.amplitude_projects
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.amplitude_projects
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."amplitude_projects"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."event_refusals"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."amplitude_projects"."error" IS 'Why Amplitude refused us, as a code; nothing is sent until somebody calls set_amplitude().';

COMMENT ON COLUMN "public"."amplitude_projects"."error_at" IS 'When it refused us.';

COMMENT ON COLUMN "public"."amplitude_projects"."events_per_request" IS 'At most so many go in one request, 1 to 1000; Amplitude recommends 10.';

COMMENT ON COLUMN "public"."amplitude_projects"."is_active" IS 'Whether events are queued and sent. What waits when it is switched off waits on.';

COMMENT ON COLUMN "public"."amplitude_projects"."production_secret_id" IS 'The API key''s id in the vault, of the project that production uses.';

COMMENT ON COLUMN "public"."amplitude_projects"."region" IS 'us or eu: where the project''s data are kept.';

COMMENT ON COLUMN "public"."amplitude_projects"."test_secret_id" IS 'The API key''s id in the vault, of the project that every environment but production uses.';

COMMENT ON COLUMN "public"."event_refusals"."id" IS 'The event, of event_log.';

COMMENT ON COLUMN "public"."event_refusals"."reason" IS 'A code of the worker''s, such as missing_field.event_type, or the status of the answer.';

COMMENT ON COLUMN "public"."event_refusals"."refused_at" IS 'When Amplitude said so.';

COMMENT ON FUNCTION "private"."amplitude_request"(uuid, jsonb, integer) IS 'The first events of a message as Amplitude''s HTTP V2 takes them, and how many of its ids they stand for.';

COMMENT ON FUNCTION "private"."amplitude_secret"(public.amplitude_projects) IS 'The id of the API key that this environment uses; null where it was given none.';

COMMENT ON FUNCTION "private"."find_claimed"(uuid, text, text) IS 'The message of this topic that this worker holds, locked. Raises PT409 CLAIM_LOST.';

COMMENT ON FUNCTION "private"."keep_events"(private.outbox, jsonb, integer) IS 'Leaves these events in a message for Amplitude, due at once, or ends it where none remains. at_most: so many go in one request. Returns when it is due.';

COMMENT ON FUNCTION "private"."queue_events"(uuid, private.log_event[]) IS 'Queues a batch''s events of this domain for Amplitude, in the order in which they were told, where it is switched on.';

COMMENT ON FUNCTION "private"."refuse_events"(private.outbox, jsonb, integer) IS 'Takes what Amplitude refuses out of a message, so that the rest is sent again. refused: id to code. Returns when it is due; null: nothing remains.';

COMMENT ON FUNCTION "private"."stop_amplitude"(uuid, text) IS 'Amplitude refuses the key: nothing is sent until somebody calls set_amplitude(), and whoever manages the domain''s integrations is told.';

COMMENT ON FUNCTION "public"."claim_events"(text, interval) IS 'For workers: the next request to Amplitude, for the time of the lease: url, and body as HTTP V2 takes it. A domain''s events go one request at a time, in the order in which they were told. No row: nothing now. Say what was answered with report_events(). Errors: 22023 INVALID_INPUT; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "public"."claim_outbox"(text, text, integer, interval) IS 'For workers: takes due messages, oldest first, for the time of the lease; not completed by then, they are due again. topic_prefix: auth. takes every topic that starts so. amplitude.event never comes: claim_events(). Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."report_events"(uuid, text, integer, text, jsonb, interval) IS 'For workers: what Amplitude answered to a request of claim_events(). status_code: 2xx is accepted; 400 takes out what refused names, and without names the request is halved, as it is after 413; 401 and 403 stop the domain; anything else is tried again, with the same insert_ids, for as long as it takes. error: a code such as timeout, where there was no answer; invalid_api_key stops the domain. refused: event id to a code, such as missing_field.event_type. retry_after: what the service asked for. Returns when the rest of the message is due; null: nothing remains. Errors: 22023 INVALID_INPUT; PT409 CLAIM_LOST.';

COMMENT ON FUNCTION "public"."run_event_upkeep"() IS 'For the daily worker: makes the event log''s partitions for the next months and for events that came late, and forgets what was in quarantine for as long as retention_policies says, but of domains under a legal hold; and what was sent to Amplitude or refused by it over 30 days ago. Returns {partitions_created, quarantine_rows_purged}. Running it twice does no harm.';

COMMENT ON FUNCTION "public"."set_amplitude"(uuid, text, boolean, text, text, text, integer) IS 'Has a domain''s events copied to Amplitude, or no more; null leaves a part as it is. What Amplitude refused us for is forgotten. region: us or eu. test_api_key, production_api_key: of the project there for production, and of that for every other environment; they go to the vault. events_per_request: 1 to 1000. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; PT409 NOT_CONFIGURED; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "public"."sync_lag"(uuid[], interval) IS 'How far Amplitude is behind, a row a domain that has a project there: events that wait, since when the oldest does, and, of the time before now that span names, how many were accepted, in what time half of them and 95 of 100 were, from their receipt here, and how many were refused. domain_ids: null means all of the caller''s. span: 1 minute to 30 days. Needs integrations.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_member" ON "public"."amplitude_projects" IS 'Amplitude projects of the domains where the person may view integrations.';

COMMENT ON POLICY "select_member" ON "public"."event_refusals" IS 'What Amplitude refused, of the domains where the person may view integrations.';

COMMENT ON TABLE "private"."event_deliveries" IS 'Requests with events that Amplitude accepted, for sync_lag(). Kept for 30 days.';

COMMENT ON TABLE "public"."amplitude_projects" IS 'Which domains'' events are copied to Amplitude, and into which projects there. Our own log stays what is true.';

COMMENT ON TABLE "public"."event_refusals" IS 'Events that Amplitude did not take. They stay in event_log, and are not sent again. Kept for 30 days.';

REVOKE ALL ON FUNCTION "private"."amplitude_request"(uuid, jsonb, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."amplitude_request"(uuid, jsonb, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."amplitude_request"(uuid, jsonb, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."amplitude_secret"(public.amplitude_projects) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."amplitude_secret"(public.amplitude_projects) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."amplitude_secret"(public.amplitude_projects) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_claimed"(uuid, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_claimed"(uuid, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_claimed"(uuid, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."keep_events"(private.outbox, jsonb, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."keep_events"(private.outbox, jsonb, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."keep_events"(private.outbox, jsonb, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."queue_events"(uuid, private.log_event[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."queue_events"(uuid, private.log_event[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."queue_events"(uuid, private.log_event[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."refuse_events"(private.outbox, jsonb, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."refuse_events"(private.outbox, jsonb, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."refuse_events"(private.outbox, jsonb, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."stop_amplitude"(uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."stop_amplitude"(uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."stop_amplitude"(uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "public"."claim_events"(text, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_events"(text, interval) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_events"(text, interval) TO "service_role";

REVOKE ALL ON FUNCTION "public"."report_events"(uuid, text, integer, text, jsonb, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."report_events"(uuid, text, integer, text, jsonb, interval) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."report_events"(uuid, text, integer, text, jsonb, interval) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."set_amplitude"(uuid, text, boolean, text, text, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_amplitude"(uuid, text, boolean, text, text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_amplitude"(uuid, text, boolean, text, text, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."sync_lag"(uuid[], interval) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."sync_lag"(uuid[], interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."sync_lag"(uuid[], interval) TO "postgres";

REVOKE ALL ON TABLE "public"."amplitude_projects" FROM "authenticated";

GRANT SELECT ON TABLE "public"."amplitude_projects" TO "authenticated";

REVOKE ALL ON TABLE "public"."amplitude_projects" FROM "service_role";

GRANT SELECT ON TABLE "public"."amplitude_projects" TO "service_role";

REVOKE ALL ON TABLE "public"."event_refusals" FROM "authenticated";

GRANT SELECT ON TABLE "public"."event_refusals" TO "authenticated";

REVOKE ALL ON TABLE "public"."event_refusals" FROM "service_role";

GRANT SELECT ON TABLE "public"."event_refusals" TO "service_role";

insert into public.sensitive_operations (rpc)
values
('set_amplitude')
on conflict (rpc) do nothing;

insert into public.notification_events (event, type, severity, description)
values
('amplitude.refused', 'system', 'warning', 'Amplitude refuses the key of a domain.')
on conflict (event) do update
set type = excluded.type, severity = excluded.severity, description = excluded.description;

insert into public.notification_rules (event, channel, audience, role_key, is_mandatory, is_on_by_default)
values
('amplitude.refused', 'in_app', 'named', null, false, true)
on conflict (event, channel, role_key) do nothing;

insert into public.i18n_texts (key, locale, text)
values
('notification.amplitude.refused.title', 'en', 'Amplitude needs another key'),
('notification.amplitude.refused.title', 'es', 'Amplitude necesita otra clave'),
('notification.amplitude.refused.title', 'fr', 'Amplitude a besoin d''une autre clé')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;
