-- Events from before the copy to Amplitude are filled in; what Amplitude has is compared with what we have.
SET local check_function_bodies = off;

CREATE TABLE "public"."event_backfills" (
  "domain_id"    uuid                     NOT NULL,
  "begins_at"    timestamp with time zone NOT NULL,
  "ends_at"      timestamp with time zone NOT NULL,
  "queued"       bigint                   NOT NULL DEFAULT 0,
  "accepted"     bigint                   NOT NULL DEFAULT 0,
  "reached_at"   timestamp with time zone,
  "reached_id"   uuid,
  "requested_by" uuid                     NOT NULL,
  "created_at"   timestamp with time zone NOT NULL DEFAULT now(),
  "finished_at"  timestamp with time zone,
  CONSTRAINT "event_backfills_ends_at_check" CHECK ((begins_at < ends_at)),
  CONSTRAINT "event_backfills_reached_id_check" CHECK (((reached_at IS NULL) = (reached_id IS NULL))),
  "id"           uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "event_backfills_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."event_backfills"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."event_backfills" FROM "anon";

CREATE TABLE "public"."event_exports" (
  "domain_id"   uuid                     NOT NULL,
  "uploaded_on" date                     NOT NULL,
  "counts"      jsonb                    NOT NULL,
  "reported_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "event_exports_counts_check" CHECK ((jsonb_typeof(counts) = 'array'::text)),
  CONSTRAINT "event_exports_uploaded_on_key" UNIQUE (domain_id, uploaded_on),
  "id"          uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "event_exports_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."event_exports"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."event_exports" FROM "anon";

ALTER TABLE "public"."amplitude_projects"
  ADD COLUMN "copied_from" timestamp WITH time zone;

CREATE OR REPLACE FUNCTION private.count_accepted (
  message  private.outbox,
  accepted integer,
  due_at   timestamp with time zone
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  backfill_id uuid;
begin
  if message.topic = 'amplitude.backfill' then
    backfill_id := split_part(message.dedupe_key, ':', 2);
    update public.event_backfills as b set accepted = b.accepted + count_accepted.accepted
    where b.domain_id = message.domain_id and b.id = backfill_id;
    if due_at is null then
      perform private.queue_backfill(message.domain_id, backfill_id);
    end if;
  elsif accepted > 0 then
    insert into private.event_deliveries (domain_id, events, received_at)
    values (message.domain_id, accepted, message.created_at);
  end if;
  return due_at;
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
    and starts_with(o.topic, find_claimed.topic)
  for update;
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this message is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
  return claimed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.queue_backfill (
  domain_id   uuid,
  backfill_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  SET enable_seqscan TO 'off'
  AS $function$
#variable_conflict use_column
declare
  backfill public.event_backfills;
  page record;
begin
  select b.* into backfill from public.event_backfills as b
  where b.domain_id = queue_backfill.domain_id and b.id = backfill_id for update;
  select jsonb_agg(e.id order by e.occurred_at, e.id) as ids, max(e.occurred_at) as reached_at into page
  from (
    select e.id, e.occurred_at from public.event_log as e
    inner join public.event_catalog as known
      on known.domain_id = e.domain_id and known.name = e.name and known.schema_version = e.schema_version
    inner join public.amplitude_projects as p on p.domain_id = e.domain_id
    where e.domain_id = queue_backfill.domain_id
      and e.occurred_at >= coalesce(backfill.reached_at, backfill.begins_at) and e.occurred_at < backfill.ends_at
      and (backfill.reached_id is null or (e.occurred_at, e.id) > (backfill.reached_at, backfill.reached_id))
      and e.actor_kind = 'user' and not e.is_test and known.is_active and e.received_at < p.copied_from
    order by e.occurred_at, e.id
    limit 1000
  ) as e;
  if page.ids is not null then
    perform private.enqueue(
      'amplitude.backfill', format('amplitude.backfill:%s:%s', backfill.id, backfill.queued),
      jsonb_build_object('event_ids', page.ids), backfill.domain_id
    );
  end if;
  update public.event_backfills as b set
    queued = b.queued + coalesce(jsonb_array_length(page.ids), 0),
    reached_at = coalesce(page.reached_at, b.reached_at), reached_id = coalesce((page.ids ->> -1)::uuid, b.reached_id),
    finished_at = case when page.ids is null then now() end
  where b.domain_id = backfill.domain_id and b.id = backfill.id;
end;
$function$;

CREATE OR REPLACE FUNCTION public.claim_event_backfill (
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
  select o.* into claimed
  from private.outbox as o
  inner join public.amplitude_projects as p on p.domain_id = o.domain_id
  where o.topic = 'amplitude.backfill' and o.state in ('waiting', 'claimed') and o.not_before <= now()
    and o.environment = private.environment()
    and p.is_active and p.error is null and private.amplitude_secret(p) is not null
  order by o.not_before
  limit 1
  for update of o skip locked;
  if not found then
    return;
  end if;
  select p.* into project from public.amplitude_projects as p where p.domain_id = claimed.domain_id;
  request := private.amplitude_request(
    project.domain_id, claimed.payload -> 'event_ids',
    least((claimed.payload ->> 'at_most')::integer, jsonb_array_length(claimed.payload -> 'event_ids'))
  );
  update private.outbox as o set
    state = 'claimed', claimed_by = worker, attempts = o.attempts + 1, not_before = now() + lease,
    payload = o.payload || jsonb_build_object('sent', request.sent)
  where o.id = claimed.id;
  return query select
    claimed.id, claimed.domain_id, claimed.attempts + 1,
    format('https://api%s.amplitude.com/batch', case project.region when 'eu' then '.eu' else '2' end),
    jsonb_build_object('api_key', private.read_secret(private.amplitude_secret(project)), 'events', request.events);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."claim_event_backfill"(text, interval) FROM PUBLIC, "anon", "authenticated";

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
      -- These go in order: claim_events() and claim_event_backfill().
      and o.topic not in ('amplitude.event', 'amplitude.backfill')
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

CREATE OR REPLACE FUNCTION public.event_reconciliation (
  domain_id uuid,
  begins_on date,
  ends_on   date
)
  RETURNS TABLE (
    day        date,
    event_type text,
    ours       bigint,
    pulled     bigint,
    difference bigint
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
begin
  perform private.require('integrations.view', event_reconciliation.domain_id);
  if (ends_on - begins_on between 1 and 92) is not true then
    perform private.bad_input('ends_on', '1 to 92 days after begins_on');
  end if;
  return query
  with stored as (
    select (e.occurred_at at time zone 'UTC')::date as day, e.name as event_type, sum(e.events)::bigint as events
    from private.counted_events as e
    where e.domain_id = event_reconciliation.domain_id and e.actor_kind = 'user'
      and e.occurred_at >= begins_on::timestamp at time zone 'UTC' and e.occurred_at < ends_on::timestamp at time zone 'UTC'
    group by 1, 2
  ), told as (
    select c.day, c.event_type, sum(c.events)::bigint as events
    from public.event_exports as x
    cross join lateral jsonb_to_recordset(x.counts) as c (day date, event_type text, events bigint)
    where x.domain_id = event_reconciliation.domain_id and c.day >= begins_on and c.day < ends_on
    group by 1, 2
  )
  select d.day, d.event_type, d.ours, d.pulled, d.pulled - d.ours
  from (
    select day, event_type, coalesce(s.events, 0) as ours, coalesce(t.events, 0) as pulled
    from stored as s full join told as t using (day, event_type)
  ) as d
  where d.ours <> d.pulled
    -- A day whose export was not pulled yet tells nothing.
    and exists (
      select from public.event_exports as x
      where x.domain_id = event_reconciliation.domain_id and x.uploaded_on >= d.day
    )
  order by d.day, d.event_type;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."event_reconciliation"(uuid, date, date) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.report_event_export (
  domain_id   uuid,
  uploaded_on date,
  counts      jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if not exists (select from public.amplitude_projects as p where p.domain_id = report_event_export.domain_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'this domain has no project at Amplitude');
  end if;
  if uploaded_on is null then
    perform private.bad_input('uploaded_on', 'a day');
  end if;
  if jsonb_typeof(counts) is distinct from 'array' then
    perform private.bad_input('counts', 'an array');
  end if;
  if exists (
    select from jsonb_array_elements(counts) as told (entry)
    where (
      private.is_valid_input(told.entry ->> 'day', 'date') and length(told.entry ->> 'event_type') between 1 and 200
      and told.entry ->> 'events' ~ '^\d{1,12}$'
    ) is not true
  ) then
    perform private.bad_input('counts', 'entries of day, event_type and events');
  end if;
  insert into public.event_exports as x (domain_id, uploaded_on, counts)
  values (report_event_export.domain_id, report_event_export.uploaded_on, report_event_export.counts)
  on conflict on constraint event_exports_uploaded_on_key
  do update set counts = excluded.counts, reported_at = excluded.reported_at;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."report_event_export"(uuid, date, jsonb) FROM PUBLIC, "anon", "authenticated";

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
  claimed constant private.outbox := private.find_claimed(message_id, worker, 'amplitude.');
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
    return private.count_accepted(claimed, sent, private.keep_events(
      claimed, jsonb_path_query_array(claimed.payload -> 'event_ids', '$[$sent to last]', jsonb_build_object('sent', sent)),
      (claimed.payload ->> 'at_most')::integer
    ));
  elsif status_code in (400, 413) then
    return private.count_accepted(claimed, 0, private.refuse_events(claimed, refused, status_code));
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

CREATE OR REPLACE FUNCTION public.request_event_backfill (
  domain_id uuid,
  begins_at timestamp with time zone,
  ends_at   timestamp with time zone,
  reason    text
)
  RETURNS public.event_backfills
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  made public.event_backfills;
begin
  perform private.require('integrations.manage', request_event_backfill.domain_id);
  perform private.begin_sensitive('request_event_backfill', request_event_backfill.reason);
  if (request_event_backfill.begins_at < request_event_backfill.ends_at) is not true then
    perform private.bad_input('ends_at', 'after begins_at');
  end if;
  if not exists (
    select from public.amplitude_projects as p
    where p.domain_id = request_event_backfill.domain_id and p.copied_from is not null
  ) then
    perform private.fail('PT409', 'NOT_CONFIGURED', 'nothing was ever copied', 'Call set_amplitude() first.');
  end if;
  insert into public.event_backfills as b (domain_id, begins_at, ends_at, requested_by)
  values (
    request_event_backfill.domain_id, request_event_backfill.begins_at, request_event_backfill.ends_at,
    private.current_person_id()
  )
  returning b.* into made;
  perform private.audit_event('request', 'event_backfills', made.id::text, made.domain_id, to_jsonb(made) - 'domain_id');
  perform private.queue_backfill(made.domain_id, made.id);
  select b.* into made from public.event_backfills as b where b.domain_id = made.domain_id and b.id = made.id;
  return made;
exception
  when exclusion_violation then
    perform private.fail(
      '23P01', 'BACKFILL_OVERLAPS', 'a part of that time was filled in before', 'Amplitude would count its events twice.'
    );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."request_event_backfill"(uuid, timestamp WITH time zone, timestamp WITH time zone, text) FROM PUBLIC, "anon", "service_role";

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
    is_active = project.is_active,
    -- Longer than a request may take. What is then copied twice within a week has the same insert_id.
    copied_from = coalesce(p.copied_from, case when project.is_active then now() + interval '10 seconds' end),
    region = coalesce(set_amplitude.region, p.region),
    test_secret_id = project.test_secret_id, production_secret_id = project.production_secret_id,
    events_per_request = coalesce(set_amplitude.events_per_request, p.events_per_request), error = null, error_at = null
  where p.domain_id = project.domain_id
  returning p.* into project;
  return project;
end;
$function$;

ALTER TABLE "public"."event_backfills"
  ADD CONSTRAINT "event_backfills_begins_at_excl" EXCLUDE USING gist (domain_id WITH =, tstzrange(begins_at, ends_at) WITH &&);

ALTER TABLE "public"."event_backfills"
  ADD CONSTRAINT "event_backfills_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."event_backfills"
  ADD CONSTRAINT "event_backfills_requested_by_fkey" FOREIGN KEY (requested_by) REFERENCES public.people(id);

ALTER TABLE "public"."event_exports"
  ADD CONSTRAINT "event_exports_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE INDEX event_backfills_requested_by_idx ON public.event_backfills USING btree (requested_by);

CREATE POLICY "select_member" ON "public"."event_backfills"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."event_exports"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."amplitude_projects"."copied_from" IS 'What was received before this was told before the copy was first switched on; null: it never was. A few seconds after the switch: requests that ran then may have missed it.';

COMMENT ON COLUMN "public"."event_backfills"."accepted" IS 'Those that Amplitude has accepted; what it refused is in event_refusals.';

COMMENT ON COLUMN "public"."event_backfills"."begins_at" IS 'From this time on events happened that are copied.';

COMMENT ON COLUMN "public"."event_backfills"."ends_at" IS 'Up to this time, exclusive.';

COMMENT ON COLUMN "public"."event_backfills"."finished_at" IS 'When nothing was left to send.';

COMMENT ON COLUMN "public"."event_backfills"."queued" IS 'Events that were handed to messages so far.';

COMMENT ON COLUMN "public"."event_backfills"."reached_at" IS 'When the last event happened that was handed to a message.';

COMMENT ON COLUMN "public"."event_backfills"."reached_id" IS 'Which it was.';

COMMENT ON COLUMN "public"."event_backfills"."requested_by" IS 'Who asked for it.';

COMMENT ON COLUMN "public"."event_exports"."counts" IS 'Of each day, in UTC, and kind: {day, event_type, events}, by when they happened.';

COMMENT ON COLUMN "public"."event_exports"."reported_at" IS 'When the export was pulled.';

COMMENT ON COLUMN "public"."event_exports"."uploaded_on" IS 'The day, in UTC, on which Amplitude received them.';

COMMENT ON FUNCTION "private"."count_accepted"(private.outbox, integer, timestamp with time zone) IS 'Notes how many events of a message Amplitude accepted, for sync_lag() or in the back-fill, whose next page is queued where the message has ended. Returns when the message is due, as it was given.';

COMMENT ON FUNCTION "private"."find_claimed"(uuid, text, text) IS 'The message that this worker holds, locked. topic: what its topic begins with. Raises PT409 CLAIM_LOST.';

COMMENT ON FUNCTION "private"."queue_backfill"(uuid, uuid) IS 'Queues the next thousand events of a back-fill, or ends it where none is left.';

COMMENT ON FUNCTION "public"."claim_event_backfill"(text, interval) IS 'For workers: the next request of a back-fill to Amplitude, for the time of the lease: url, and body as the Batch API takes it. A domain''s go one at a time, beside what claim_events() hands out. No row: nothing now. Say what was answered with report_events(). Errors: 22023 INVALID_INPUT; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "public"."claim_outbox"(text, text, integer, interval) IS 'For workers: takes due messages, oldest first, for the time of the lease; not completed by then, they are due again. topic_prefix: auth. takes every topic that starts so. amplitude.event and amplitude.backfill never come: claim_events(), claim_event_backfill(). Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."event_reconciliation"(uuid, date, date) IS 'Where the events of users that count here and those that Amplitude has differ: a row a day (UTC, by when they happened) and kind, with both counts and difference (pulled less ours). Days of which no export was pulled since are left out. begins_on, ends_on: half-open, at most 92 days. Needs integrations.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."report_event_export"(uuid, date, jsonb) IS 'For workers, daily: how many events Amplitude''s export has of a day of uploads; the same day again replaces it. uploaded_on: the day, in UTC, by server_upload_time. counts: [{day, event_type, events}], day by event_time, in UTC; [] where Amplitude had none (404). Errors: 22023 INVALID_INPUT; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."report_events"(uuid, text, integer, text, jsonb, interval) IS 'For workers: what Amplitude answered to a request of claim_events() or claim_event_backfill(). status_code: 2xx is accepted; 400 takes out what refused names, and without names the request is halved, as it is after 413; 401 and 403 stop the domain; anything else is tried again, with the same insert_ids, for as long as it takes. error: a code such as timeout, where there was no answer; invalid_api_key stops the domain. refused: event id to a code, such as missing_field.event_type. retry_after: what the service asked for. Returns when the rest of the message is due; null: nothing remains. Errors: 22023 INVALID_INPUT; PT409 CLAIM_LOST.';

COMMENT ON FUNCTION "public"."request_event_backfill"(uuid, timestamp with time zone, timestamp with time zone, text) IS 'Has the events of a time copied to Amplitude that were told before the copy was switched on; returns the row in which its progress is read. begins_at, ends_at: when they happened; half-open. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; 23P01 BACKFILL_OVERLAPS; PT409 NOT_CONFIGURED.';

COMMENT ON POLICY "select_member" ON "public"."event_backfills" IS 'Back-fills of the domains where the person may view integrations.';

COMMENT ON POLICY "select_member" ON "public"."event_exports" IS 'What Amplitude has, of the domains where the person may view integrations.';

COMMENT ON TABLE "public"."event_backfills" IS 'Times of which the events that were told before the copy to Amplitude began are copied afterwards, and how far that is.';

COMMENT ON TABLE "public"."event_exports" IS 'How many events Amplitude says that it has, for event_reconciliation().';

REVOKE ALL ON FUNCTION "private"."count_accepted"(private.outbox, integer, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_accepted"(private.outbox, integer, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_accepted"(private.outbox, integer, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."queue_backfill"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."queue_backfill"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."queue_backfill"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "public"."claim_event_backfill"(text, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_event_backfill"(text, interval) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_event_backfill"(text, interval) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."event_reconciliation"(uuid, date, date) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."event_reconciliation"(uuid, date, date) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."event_reconciliation"(uuid, date, date) TO "postgres";

REVOKE ALL ON FUNCTION "public"."report_event_export"(uuid, date, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."report_event_export"(uuid, date, jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."report_event_export"(uuid, date, jsonb) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."request_event_backfill"(uuid, timestamp WITH time zone, timestamp WITH time zone, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."request_event_backfill"(uuid, timestamp WITH time zone, timestamp WITH time zone, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."request_event_backfill"(uuid, timestamp WITH time zone, timestamp WITH time zone, text) TO "postgres";

REVOKE ALL ON TABLE "public"."event_backfills" FROM "authenticated";

GRANT SELECT ON TABLE "public"."event_backfills" TO "authenticated";

REVOKE ALL ON TABLE "public"."event_backfills" FROM "service_role";

GRANT SELECT ON TABLE "public"."event_backfills" TO "service_role";

REVOKE ALL ON TABLE "public"."event_exports" FROM "authenticated";

GRANT SELECT ON TABLE "public"."event_exports" TO "authenticated";

REVOKE ALL ON TABLE "public"."event_exports" FROM "service_role";

GRANT SELECT ON TABLE "public"."event_exports" TO "service_role";

-- Of copies that run. Where one was switched off again nobody knows when it began.
update public.amplitude_projects as p set copied_from = p.created_at
where p.is_active;

insert into public.sensitive_operations (rpc)
values
('request_event_backfill')
on conflict (rpc) do nothing;
