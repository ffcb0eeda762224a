-- Other programs are told of what happens by signed messages; notifications are pushed to devices.
SET local check_function_bodies = off;

ALTER TABLE "public"."notification_prefs"
  -- squawk-ignore ban-drop-constraint
  DROP CONSTRAINT "notification_prefs_channel_check";

ALTER TABLE "public"."notification_rules"
  -- squawk-ignore ban-drop-constraint
  DROP CONSTRAINT "notification_rules_channel_check";

CREATE TABLE "public"."devices" (
  "person_id"    uuid                     NOT NULL,
  "platform"     text                     NOT NULL,
  "push_token"   text                     NOT NULL,
  "last_seen_at" timestamp with time zone NOT NULL DEFAULT now(),
  "revoked_at"   timestamp with time zone,
  "created_at"   timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"   timestamp with time zone NOT NULL DEFAULT now(),
  "version"      integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "devices_platform_check" CHECK ((platform = ANY (ARRAY['ios'::text, 'android'::text, 'web'::text]))),
  CONSTRAINT "devices_push_token_check" CHECK (length(push_token) <= 2048 AND push_token ~ '^[ -~]+$'::text),
  "id"           uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "devices_pkey" PRIMARY KEY (id)
);

ALTER TABLE "public"."devices"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."devices" FROM "anon";

CREATE TABLE "public"."webhook_deliveries" (
  "domain_id"    uuid                     NOT NULL,
  "endpoint_id"  uuid                     NOT NULL,
  "message_id"   uuid                     NOT NULL,
  "topic"        text                     NOT NULL,
  "body"         text                     NOT NULL,
  "attempt"      integer                  NOT NULL,
  "status_code"  integer,
  "error"        text,
  "attempted_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "webhook_deliveries_error_check" CHECK ((error ~ '^[a-z][a-z0-9_]{0,63}$'::text)),
  CONSTRAINT "webhook_deliveries_status_code_check" CHECK (((status_code >= 100) AND (status_code <= 599))),
  "id"           uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."webhook_deliveries"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."webhook_deliveries" FROM "anon";

CREATE TABLE "public"."webhook_endpoints" (
  "domain_id"          uuid                     NOT NULL,
  "url"                text                     NOT NULL,
  "topics"             text[]                   NOT NULL,
  "is_active"          boolean                  NOT NULL DEFAULT true,
  "secret_id"          uuid,
  "old_secret_id"      uuid,
  "old_secret_ends_at" timestamp with time zone,
  "created_by"         uuid                     NOT NULL,
  "created_at"         timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"         timestamp with time zone NOT NULL DEFAULT now(),
  "version"            integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "webhook_endpoints_is_active_check" CHECK (((secret_id IS NOT NULL) OR (NOT is_active))),
  CONSTRAINT "webhook_endpoints_old_secret_id_check" CHECK (((old_secret_id IS NULL) = (old_secret_ends_at IS NULL))),
  CONSTRAINT "webhook_endpoints_topics_check" CHECK ((cardinality(topics) > 0)),
  "id"                 uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."webhook_endpoints"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."webhook_endpoints" FROM "anon";

CREATE OR REPLACE FUNCTION private.check_webhook (
  url    text,
  topics text[]
)
  RETURNS void
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  host constant text := lower(substring(url from '^https://([^/:?#]+)'));
begin
  if (
    length(url) <= 2000 and url ~* '^https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(:\d{1,5})?(/[^\s#]*)?$'
  ) is not true then
    perform private.bad_input('url', 'https:// and a public name, such as https://hooks.example.com/bo');
  end if;
  if host ~ '\.(localhost|local|internal|intranet|lan|home|corp|private|arpa|onion)$' then
    perform private.bad_input('url', 'a name that the public can look up');
  end if;
  if cardinality(topics) > 0 is not true or topics <@ private.webhook_topics() is not true then
    perform private.bad_input('topics', 'some of ' || array_to_string(private.webhook_topics(), ', '));
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_claimed (
  message_id uuid,
  worker     text
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
    and o.topic = 'webhook.deliver'
  for update;
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this message is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
  return claimed;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_endpoint (
  domain_id   uuid,
  endpoint_id uuid
)
  RETURNS public.webhook_endpoints
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  found_row public.webhook_endpoints;
begin
  select e.* into found_row from public.webhook_endpoints as e
  where e.domain_id = find_endpoint.domain_id and e.id = find_endpoint.endpoint_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such endpoint');
  end if;
  return found_row;
end;
$function$;

CREATE OR REPLACE FUNCTION private.new_webhook_secret()
  RETURNS text
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  return 'whsec_' || encode(extensions.gen_random_bytes(32), 'base64');
end;
$function$;

CREATE OR REPLACE FUNCTION private.notify (
  event         text,
  recipient_ids uuid[],
  title         text,
  body          text,
  link          text,
  data          jsonb  DEFAULT '{}'::jsonb,
  dedupe_key    text   DEFAULT NULL::text,
  domain_id     uuid   DEFAULT NULL::uuid
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  kind public.notification_events;
  written integer;
begin
  select e.* into kind from public.notification_events as e
  where e.event = notify.event
    and exists (select from public.notification_rules as r where r.event = e.event);
  if not found then
    perform private.bad_input(
      'event', format('%s is not in notification_events, or has no notification_rules', coalesce(notify.event, 'null'))
    );
  end if;
  insert into public.notifications
  (recipient_id, domain_id, event, type, severity, title, body, link, data, dedupe_key)
  select
    told.person_id, notify.domain_id, kind.event, kind.type, kind.severity,
    left(private.notification_title(kind.event, btrim(notify.title), p.locale, notify.data), 200),
    left(coalesce(notify.body, ''), 4000), notify.link, coalesce(notify.data, '{}'), notify.dedupe_key
  from private.notification_audience(notify.event, 'in_app', notify.recipient_ids, notify.domain_id) as told
  inner join public.people as p on p.id = told.person_id
  order by told.person_id -- In the same order everywhere, so that two calls never wait for each other.
  on conflict on constraint notifications_dedupe_key_key do nothing;
  get diagnostics written = row_count;
  perform private.queue_mails(kind, recipient_ids, title, body, link, data, dedupe_key, domain_id);
  perform private.queue_pushes(kind, recipient_ids, title, link, data, dedupe_key, domain_id);
  return written;
end;
$function$;

CREATE OR REPLACE FUNCTION private.publish_changes()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  topic constant text := tg_argv[0] || case tg_op when 'INSERT' then '.created' else '.updated' end;
  told record;
  message_id uuid;
begin
  for told in
    select e.domain_id, e.id as endpoint_id, changed.id as row_id
    from new_rows as changed
    inner join public.webhook_endpoints as e on e.domain_id = changed.domain_id
    where e.is_active and topic = any(e.topics)
  loop
    message_id := private.new_id();
    perform private.enqueue(
      'webhook.deliver', 'webhook.deliver:' || message_id,
      jsonb_build_object(
        'endpoint_id', told.endpoint_id, 'message_id', message_id, 'topic', topic,
        'body', json_build_object(
          'type', topic, 'timestamp', now(), 'data', json_build_object('domain_id', told.domain_id, 'id', told.row_id)
        )::text
      ), told.domain_id
    );
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.purge_webhooks (
  batch_size integer
)
  RETURNS bigint
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  ended record;
  deliveries bigint;
begin
  for ended in
    select e.domain_id, e.id, e.old_secret_id from public.webhook_endpoints as e
    where e.old_secret_ends_at <= now() limit batch_size for update skip locked
  loop
    perform private.forget_secret(ended.old_secret_id);
    update public.webhook_endpoints as e set old_secret_id = null, old_secret_ends_at = null
    where e.domain_id = ended.domain_id and e.id = ended.id;
  end loop;
  with old as (
    select d.domain_id, d.id from public.webhook_deliveries as d
    where d.attempted_at < now() - interval '30 days' order by d.attempted_at limit batch_size for update skip locked
  )
  delete from public.webhook_deliveries as d using old where d.domain_id = old.domain_id and d.id = old.id;
  get diagnostics deliveries = row_count;
  return deliveries;
end;
$function$;

CREATE OR REPLACE FUNCTION private.queue_pushes (
  kind          public.notification_events,
  recipient_ids uuid[],
  title         text,
  link          text,
  data          jsonb,
  dedupe_key    text,
  domain_id     uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  -- No token and no text but the title: a lock screen is read by anybody, and push services are not ours.
  perform private.enqueue(
    'push.notification',
    format('push.notification:%s:%s:%s', kind.event, d.id, coalesce(dedupe_key, private.new_id()::text)),
    jsonb_build_object(
      'device_id', d.id, 'event', kind.event, 'link', link,
      'title', private.notification_title(kind.event, title, p.locale, data)
    ),
    queue_pushes.domain_id
  )
  from private.notification_audience(kind.event, 'push', recipient_ids, domain_id) as told
  inner join public.people as p on p.id = told.person_id
  inner join public.devices as d on d.person_id = told.person_id
  where d.revoked_at is null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.sign_webhook (
  secret     text,
  message_id text,
  sent_at    timestamp with time zone,
  body       text
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return 'v1,' || encode(
    extensions.hmac(
      convert_to(format('%s.%s.%s', message_id, floor(extract(epoch from sent_at))::bigint, body), 'UTF8'),
      decode(substr(secret, length('whsec_') + 1), 'base64'), 'sha256'
    ), 'base64'
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.webhook_topics()
  RETURNS text[]
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return '{case.created,case.updated,donation.created,donation.updated,order.created,order.updated,ticket.created,ticket.updated}';
end;
$function$;

CREATE OR REPLACE FUNCTION public.create_webhook_endpoint (
  domain_id uuid,
  url       text,
  topics    text[],
  reason    text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  secret constant text := private.new_webhook_secret();
  made public.webhook_endpoints;
begin
  perform private.require('integrations.manage', create_webhook_endpoint.domain_id);
  perform private.begin_sensitive('create_webhook_endpoint', create_webhook_endpoint.reason);
  perform private.check_webhook(create_webhook_endpoint.url, create_webhook_endpoint.topics);
  insert into public.webhook_endpoints as e (domain_id, url, topics, secret_id, created_by)
  values (
    create_webhook_endpoint.domain_id, create_webhook_endpoint.url, create_webhook_endpoint.topics,
    private.store_secret(secret, 'webhook signing secret'), private.current_person_id()
  )
  returning e.* into made;
  return to_jsonb(made) || jsonb_build_object('secret', secret);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_webhook_endpoint"(uuid, text, text[], text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.prepare_delivery (
  message_id uuid,
  worker     text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  claimed constant private.outbox := private.find_claimed(prepare_delivery.message_id, worker);
  told constant text := claimed.payload ->> 'message_id';
  body constant text := claimed.payload ->> 'body';
  endpoint constant public.webhook_endpoints :=
    private.find_endpoint(claimed.domain_id, (claimed.payload ->> 'endpoint_id')::uuid);
  signatures text;
begin
  if not endpoint.is_active then
    return null;
  end if;
  signatures := private.sign_webhook(private.read_secret(endpoint.secret_id), told, now(), body);
  if endpoint.old_secret_ends_at > now() then
    signatures := signatures || ' ' || private.sign_webhook(private.read_secret(endpoint.old_secret_id), told, now(), body);
  end if;
  return jsonb_build_object(
    'url', endpoint.url, 'body', body,
    'headers', jsonb_build_object(
      'content-type', 'application/json', 'webhook-id', told,
      'webhook-timestamp', floor(extract(epoch from now()))::bigint::text, 'webhook-signature', signatures
    )
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."prepare_delivery"(uuid, text) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.push_target (
  message_id uuid,
  worker     text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  message private.outbox;
begin
  select o.* into message from private.outbox as o
  where o.id = push_target.message_id and o.state = 'claimed' and o.claimed_by = push_target.worker
    and o.topic = 'push.notification';
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this message is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
  return (
    select jsonb_build_object('platform', d.platform, 'push_token', d.push_token)
    from public.devices as d
    where d.id = (message.payload ->> 'device_id')::uuid and d.revoked_at is null
      and private.may_be_told(d.person_id, message.domain_id)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."push_target"(uuid, text) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.register_device (
  platform   text,
  push_token text
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  me constant uuid := private.require_person();
  registered_id uuid;
begin
  if register_device.platform = any('{ios,android,web}') is not true then
    perform private.bad_input('platform', 'ios, android or web');
  end if;
  if (length(register_device.push_token) between 1 and 2048 and register_device.push_token !~ '[^ -~]') is not true then
    perform private.bad_input('push_token', '1 to 2048 plain characters');
  end if;
  update public.devices as d set revoked_at = now()
  where d.push_token = register_device.push_token and d.revoked_at is null and d.person_id <> me;
  insert into public.devices as d (person_id, platform, push_token)
  values (me, register_device.platform, register_device.push_token)
  on conflict (push_token) where revoked_at is null
  do update set last_seen_at = now(), platform = excluded.platform
  returning d.id into registered_id;
  return registered_id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."register_device"(text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.replay_delivery (
  domain_id   uuid,
  delivery_id uuid
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  sent public.webhook_deliveries;
begin
  perform private.require('integrations.manage', replay_delivery.domain_id);
  select d.* into sent from public.webhook_deliveries as d
  where d.domain_id = replay_delivery.domain_id and d.id = replay_delivery.delivery_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such delivery');
  end if;
  perform private.audit_event(
    'replay', 'webhook_deliveries', sent.id::text, sent.domain_id, jsonb_build_object('message_id', sent.message_id)
  );
  return private.enqueue(
    'webhook.deliver', 'webhook.deliver:' || private.new_id(),
    jsonb_build_object(
      'endpoint_id', sent.endpoint_id, 'message_id', sent.message_id, 'topic', sent.topic, 'body', sent.body
    ), sent.domain_id
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."replay_delivery"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.report_delivery (
  message_id  uuid,
  worker      text,
  status_code integer DEFAULT NULL::integer,
  error       text    DEFAULT NULL::text
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  claimed private.outbox;
begin
  if num_nonnulls(status_code, error) <> 1 or status_code not between 100 and 599 or error !~ '^[a-z][a-z0-9_]{0,63}$' then
    perform private.bad_input('status_code', 'the status of the answer, or else error, a code such as timeout');
  end if;
  claimed := private.find_claimed(report_delivery.message_id, worker);
  insert into public.webhook_deliveries (domain_id, endpoint_id, message_id, topic, body, attempt, status_code, error)
  values (
    claimed.domain_id, (claimed.payload ->> 'endpoint_id')::uuid, (claimed.payload ->> 'message_id')::uuid,
    claimed.payload ->> 'topic', claimed.payload ->> 'body', claimed.attempts, status_code, report_delivery.error
  );
  if status_code between 200 and 299 then
    perform public.complete_outbox(claimed.id, worker);
    return null;
  end if;
  if status_code = 410 then
    update public.webhook_endpoints as e set is_active = false
    where e.domain_id = claimed.domain_id and e.id = (claimed.payload ->> 'endpoint_id')::uuid;
  end if;
  return public.fail_outbox(
    claimed.id, worker, coalesce(report_delivery.error, 'status_' || status_code), status_code is not distinct from 410
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."report_delivery"(uuid, text, integer, text) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.revoke_device (
  device_id uuid
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  me constant uuid := private.require_person();
  ended_at timestamptz;
begin
  update public.devices as d set revoked_at = coalesce(d.revoked_at, now())
  where d.id = revoke_device.device_id and d.person_id = me
  returning d.revoked_at into ended_at;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such device of yours');
  end if;
  return ended_at;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."revoke_device"(uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.rotate_webhook_secret (
  domain_id   uuid,
  endpoint_id uuid,
  reason      text,
  overlap     interval DEFAULT '1 day'::interval
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  secret constant text := private.new_webhook_secret();
  rotated public.webhook_endpoints;
begin
  perform private.require('integrations.manage', rotate_webhook_secret.domain_id);
  perform private.begin_sensitive('rotate_webhook_secret', rotate_webhook_secret.reason);
  if overlap between '0' and '7 days' is not true then
    perform private.bad_input('overlap', 'up to 7 days');
  end if;
  rotated := private.find_endpoint(rotate_webhook_secret.domain_id, rotate_webhook_secret.endpoint_id);
  perform private.forget_secret(rotated.old_secret_id);
  update public.webhook_endpoints as e set
    old_secret_id = rotated.secret_id,
    old_secret_ends_at = case when rotated.secret_id is not null then now() + rotate_webhook_secret.overlap end,
    secret_id = private.store_secret(secret, 'webhook signing secret')
  where e.domain_id = rotated.domain_id and e.id = rotated.id
  returning e.* into rotated;
  return to_jsonb(rotated) || jsonb_build_object('secret', secret);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."rotate_webhook_secret"(uuid, uuid, text, interval) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_integration_upkeep (
  batch_size integer DEFAULT 1000
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  purged record;
  records bigint;
  runs bigint;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  purged := private.purge_secrets(batch_size);
  -- Connected to the same portal again within that time, nothing has to be sent anew.
  with old as (
    select s.domain_id, s.id from public.integrations as i
    inner join public.sync_configs as c on c.domain_id = i.domain_id and c.integration_id = i.id
    inner join public.sync_records as s on s.domain_id = c.domain_id and s.config_id = c.id
    where i.status = 'disconnected' and i.disconnected_at < now() - interval '90 days'
    limit batch_size for update of s skip locked
  )
  delete from public.sync_records as s using old where s.domain_id = old.domain_id and s.id = old.id;
  get diagnostics records = row_count;
  with old as (
    select r.domain_id, r.id from public.sync_runs as r
    where r.finished_at < now() - interval '13 months' limit batch_size for update skip locked
  )
  delete from public.sync_runs as r using old where r.domain_id = old.domain_id and r.id = old.id;
  get diagnostics runs = row_count;
  return jsonb_build_object(
    'states', purged.states, 'revocations', purged.revocations, 'records', records, 'runs', runs,
    'started', private.start_due_syncs(batch_size), 'deliveries', private.purge_webhooks(batch_size)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.update_webhook_endpoint (
  domain_id        uuid,
  endpoint_id      uuid,
  expected_version integer,
  reason           text,
  url              text    DEFAULT NULL::text,
  topics           text[]  DEFAULT NULL::text[],
  is_active        boolean DEFAULT NULL::boolean
)
  RETURNS public.webhook_endpoints
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  changed public.webhook_endpoints;
begin
  perform private.require('integrations.manage', update_webhook_endpoint.domain_id);
  perform private.begin_sensitive('update_webhook_endpoint', update_webhook_endpoint.reason);
  changed := private.find_endpoint(update_webhook_endpoint.domain_id, update_webhook_endpoint.endpoint_id);
  perform private.require_version(expected_version, changed.version);
  changed.url := coalesce(update_webhook_endpoint.url, changed.url);
  changed.topics := coalesce(update_webhook_endpoint.topics, changed.topics);
  changed.is_active := coalesce(update_webhook_endpoint.is_active, changed.is_active);
  perform private.check_webhook(changed.url, changed.topics);
  if changed.is_active and changed.secret_id is null then
    perform private.fail('PT409', 'NOT_CONFIGURED', 'this endpoint has no secret', 'Give it one: rotate_webhook_secret.');
  end if;
  update public.webhook_endpoints as e set url = changed.url, topics = changed.topics, is_active = changed.is_active
  where e.domain_id = changed.domain_id and e.id = changed.id
  returning e.* into changed;
  return changed;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_webhook_endpoint"(uuid, uuid, integer, text, text, text[], boolean) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."devices"
  ADD CONSTRAINT "devices_person_id_fkey" FOREIGN KEY (person_id) REFERENCES public.people(id);

ALTER TABLE "public"."notification_prefs"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "notification_prefs_channel_check" CHECK ((channel = ANY (ARRAY['in_app'::text, 'email'::text, 'push'::text])));

ALTER TABLE "public"."notification_rules"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "notification_rules_channel_check" CHECK ((channel = ANY (ARRAY['in_app'::text, 'email'::text, 'push'::text])));

ALTER TABLE "public"."webhook_endpoints"
  ADD CONSTRAINT "webhook_endpoints_created_by_fkey" FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE "public"."webhook_endpoints"
  ADD CONSTRAINT "webhook_endpoints_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE INDEX devices_person_id_idx ON public.devices USING btree (person_id);

CREATE UNIQUE INDEX devices_push_token_key ON public.devices USING btree (push_token)
  WHERE (revoked_at IS NULL);

CREATE INDEX webhook_deliveries_attempted_at_idx ON public.webhook_deliveries USING btree (attempted_at);

CREATE INDEX webhook_endpoints_created_by_idx ON public.webhook_endpoints USING btree (created_by);

CREATE TRIGGER publish_inserted AFTER INSERT ON public.cases REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.publish_changes (
  'case'
);

CREATE TRIGGER publish_updated AFTER UPDATE ON public.cases REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.publish_changes (
  'case'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.devices REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{push_token}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.devices REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{push_token}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.devices REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{push_token}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.devices
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER publish_inserted AFTER INSERT ON public.donations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.publish_changes (
  'donation'
);

CREATE TRIGGER publish_updated AFTER UPDATE ON public.donations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.publish_changes (
  'donation'
);

CREATE TRIGGER publish_inserted AFTER INSERT ON public.orders REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.publish_changes (
  'order'
);

CREATE TRIGGER publish_updated AFTER UPDATE ON public.orders REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.publish_changes (
  'order'
);

CREATE TRIGGER publish_inserted AFTER INSERT ON public.tickets REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.publish_changes (
  'ticket'
);

CREATE TRIGGER publish_updated AFTER UPDATE ON public.tickets REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.publish_changes (
  'ticket'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.webhook_endpoints REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.webhook_endpoints REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.webhook_endpoints
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.webhook_endpoints
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_own" ON "public"."devices"
  FOR SELECT
  TO "authenticated"
  USING ((person_id = ( SELECT private.current_person_id() AS current_person_id)));

CREATE POLICY "select_member" ON "public"."webhook_deliveries"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."webhook_endpoints"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."devices"."last_seen_at" IS 'When it was registered last, which the app does at each start.';

COMMENT ON COLUMN "public"."devices"."platform" IS 'ios, android or web.';

COMMENT ON COLUMN "public"."devices"."push_token" IS 'By which the platform''s push service finds it. No person reads it, not even the owner.';

COMMENT ON COLUMN "public"."devices"."revoked_at" IS 'Since when nothing is pushed to it; for good.';

COMMENT ON COLUMN "public"."webhook_deliveries"."attempt" IS 'The how manieth attempt it was.';

COMMENT ON COLUMN "public"."webhook_deliveries"."attempted_at" IS 'When it was sent.';

COMMENT ON COLUMN "public"."webhook_deliveries"."endpoint_id" IS 'Where it was sent to.';

COMMENT ON COLUMN "public"."webhook_deliveries"."error" IS 'Why there was no answer, as a code such as timeout.';

COMMENT ON COLUMN "public"."webhook_deliveries"."message_id" IS 'The header webhook-id: the same in each attempt, and when it is sent again by hand.';

COMMENT ON COLUMN "public"."webhook_deliveries"."status_code" IS 'The HTTP status of the answer; null: there was none.';

COMMENT ON COLUMN "public"."webhook_deliveries"."topic" IS 'What it tells of.';

COMMENT ON COLUMN "public"."webhook_endpoints"."is_active" IS 'Whether anything is sent; switched off where the receiver says that it is gone (410).';

COMMENT ON COLUMN "public"."webhook_endpoints"."old_secret_ends_at" IS 'When the secret before ends.';

COMMENT ON COLUMN "public"."webhook_endpoints"."old_secret_id" IS 'That of the secret before, which signs too until old_secret_ends_at.';

COMMENT ON COLUMN "public"."webhook_endpoints"."secret_id" IS 'The signing secret''s id in the vault; null: a copy of the database, which sends nothing.';

COMMENT ON COLUMN "public"."webhook_endpoints"."topics" IS 'What it is told of, such as case.updated.';

COMMENT ON COLUMN "public"."webhook_endpoints"."url" IS 'Where messages are sent to; https, and a name that the public can look up.';

COMMENT ON FUNCTION "private"."check_webhook"(text, text[]) IS 'Raises 22023 INVALID_INPUT unless the address is https with a public name, and the topics are some of webhook_topics().';

COMMENT ON FUNCTION "private"."find_claimed"(uuid, text) IS 'The webhook that this worker holds, locked. Raises PT409 CLAIM_LOST.';

COMMENT ON FUNCTION "private"."find_endpoint"(uuid, uuid) IS 'The row, locked. Asks for no permission: the caller has. Raises P0002 NOT_FOUND.';

COMMENT ON FUNCTION "private"."new_webhook_secret"() IS 'A new signing secret, as Standard Webhooks writes it: whsec_ and the base64 of 32 random bytes.';

COMMENT ON FUNCTION "private"."publish_changes"() IS 'Statement trigger of what webhooks tell of; its argument begins the topic. Writes a message to the outbox for each row and endpoint, in the same transaction.';

COMMENT ON FUNCTION "private"."purge_webhooks"(integer) IS 'Forgets signing secrets whose overlap is over, and removes deliveries of more than 30 days ago; returns how many of these.';

COMMENT ON FUNCTION "private"."queue_pushes"(public.notification_events, uuid[], text, text, jsonb, text, uuid) IS 'One message push.notification in the outbox for each device of those whom the event reaches by push; the worker asks push_target() for its token.';

COMMENT ON FUNCTION "private"."sign_webhook"(text, text, timestamp with time zone, text) IS 'A signature as Standard Webhooks has it: v1, and the base64 of HMAC-SHA256 over id.timestamp.body. secret: whsec_ and base64.';

COMMENT ON FUNCTION "private"."webhook_topics"() IS 'What webhooks can tell of.';

COMMENT ON FUNCTION "public"."create_webhook_endpoint"(uuid, text, text[], text) IS 'Has another program told of what happens in a domain. Returns the row and secret, by which the program knows our messages; it is shown here and never again. url: https, with a public name. topics: such as case.created and case.updated. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "public"."prepare_delivery"(uuid, text) IS 'For workers: how the webhook that they have claimed is sent now: url, headers and body, byte for byte. null: the endpoint is switched off; complete the message. Send to no private address, wherever the name leads, and follow no redirect. Errors: PT409 CLAIM_LOST; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "public"."push_target"(uuid, text) IS 'For workers: platform and push_token of the device that the push which they have claimed is for. null: the device was revoked, or the person may not be told any more; complete the message. Errors: PT409 CLAIM_LOST.';

COMMENT ON FUNCTION "public"."register_device"(text, text) IS 'Has notifications pushed to this device of one''s own; the app calls it at each start, and when the token changes. Returns its id, the same for the same token. Whoever was signed in there before gets none any more. platform: ios, android or web. push_token: of the platform''s push service. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."replay_delivery"(uuid, uuid) IS 'Sends a webhook again, with the same webhook-id, so that a receiver that has it already can tell. Returns the id of the message in the outbox. Needs integrations.manage. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."report_delivery"(uuid, text, integer, text) IS 'For workers: what became of the webhook. status_code: of the answer; 2xx is delivered, 410 switches the endpoint off, anything else is tried again later. error: a code such as timeout, where there was no answer. Each report is a row of webhook_deliveries. Returns when it is due again; null: it is not. Errors: 22023 INVALID_INPUT; PT409 CLAIM_LOST.';

COMMENT ON FUNCTION "public"."revoke_device"(uuid) IS 'Nothing is pushed to this device of one''s own any more, nor what waits to be. Returns since when. Errors: 42501 ACCOUNT_NOT_ACTIVE; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."rotate_webhook_secret"(uuid, uuid, text, interval) IS 'Gives an endpoint a new signing secret. Returns the row and secret, which is shown here and never again. Until old_secret_ends_at messages carry signatures of both. overlap: 0 to 7 days. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "public"."run_integration_upkeep"(integer) IS 'For the worker, every minute: starts synchronisations whose time has come; removes what was begun more than a day ago and never finished, tokens that waited a week to be revoked, records of connections that ended 90 days ago, runs of 13 months ago, deliveries of webhooks of 30 days ago and their secrets whose overlap is over, batch_size (1 to 10000) at most of each. Returns {states, revocations, records, runs, started, deliveries}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."update_webhook_endpoint"(uuid, uuid, integer, text, text, text[], boolean) IS 'Changes where and of what another program is told, or switches it off and on; null leaves as it is. What waits to be sent goes to the new address. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 NOT_CONFIGURED.';

COMMENT ON POLICY "select_own" ON "public"."devices" IS 'One''s own devices.';

COMMENT ON POLICY "select_member" ON "public"."webhook_deliveries" IS 'Webhooks of the domains where the person may view integrations.';

COMMENT ON POLICY "select_member" ON "public"."webhook_endpoints" IS 'Webhooks of the domains where the person may view integrations.';

COMMENT ON TABLE "public"."devices" IS 'Telephones and browsers to which people have notifications pushed.';

COMMENT ON TABLE "public"."webhook_deliveries" IS 'Attempts to tell another program of something: what was sent, and what it answered. Kept for 30 days.';

COMMENT ON TABLE "public"."webhook_endpoints" IS 'Addresses of other programs that are told of what happens in a domain, by signed messages (Standard Webhooks).';

REVOKE ALL ON FUNCTION "private"."check_webhook"(text, text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_webhook"(text, text[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_webhook"(text, text[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_claimed"(uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_claimed"(uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_claimed"(uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_endpoint"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_endpoint"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_endpoint"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."new_webhook_secret"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."new_webhook_secret"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."new_webhook_secret"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."publish_changes"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."publish_changes"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."publish_changes"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."purge_webhooks"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."purge_webhooks"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."purge_webhooks"(integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."queue_pushes"(public.notification_events, uuid[], text, text, jsonb, text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."queue_pushes"(public.notification_events, uuid[], text, text, jsonb, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."queue_pushes"(public.notification_events, uuid[], text, text, jsonb, text, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."sign_webhook"(text, text, timestamp WITH time zone, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."sign_webhook"(text, text, timestamp WITH time zone, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."sign_webhook"(text, text, timestamp WITH time zone, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."webhook_topics"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."webhook_topics"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."webhook_topics"() TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_webhook_endpoint"(uuid, text, text[], text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_webhook_endpoint"(uuid, text, text[], text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_webhook_endpoint"(uuid, text, text[], text) TO "postgres";

REVOKE ALL ON FUNCTION "public"."prepare_delivery"(uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."prepare_delivery"(uuid, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."prepare_delivery"(uuid, text) TO "service_role";

REVOKE ALL ON FUNCTION "public"."push_target"(uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."push_target"(uuid, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."push_target"(uuid, text) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."register_device"(text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."register_device"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."register_device"(text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."replay_delivery"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."replay_delivery"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."replay_delivery"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "public"."report_delivery"(uuid, text, integer, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."report_delivery"(uuid, text, integer, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."report_delivery"(uuid, text, integer, text) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."revoke_device"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."revoke_device"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."revoke_device"(uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."rotate_webhook_secret"(uuid, uuid, text, interval) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."rotate_webhook_secret"(uuid, uuid, text, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."rotate_webhook_secret"(uuid, uuid, text, interval) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_webhook_endpoint"(uuid, uuid, integer, text, text, text[], boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_webhook_endpoint"(uuid, uuid, integer, text, text, text[], boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_webhook_endpoint"(uuid, uuid, integer, text, text, text[], boolean) TO "postgres";

REVOKE ALL ON TABLE "public"."devices" FROM "authenticated";

REVOKE ALL ("created_at") ON TABLE "public"."devices" FROM "authenticated";

GRANT SELECT ("created_at") ON TABLE "public"."devices" TO "authenticated";

REVOKE ALL ("last_seen_at") ON TABLE "public"."devices" FROM "authenticated";

GRANT SELECT ("last_seen_at") ON TABLE "public"."devices" TO "authenticated";

REVOKE ALL ("person_id") ON TABLE "public"."devices" FROM "authenticated";

GRANT SELECT ("person_id") ON TABLE "public"."devices" TO "authenticated";

REVOKE ALL ("platform") ON TABLE "public"."devices" FROM "authenticated";

GRANT SELECT ("platform") ON TABLE "public"."devices" TO "authenticated";

REVOKE ALL ("revoked_at") ON TABLE "public"."devices" FROM "authenticated";

GRANT SELECT ("revoked_at") ON TABLE "public"."devices" TO "authenticated";

REVOKE ALL ("updated_at") ON TABLE "public"."devices" FROM "authenticated";

GRANT SELECT ("updated_at") ON TABLE "public"."devices" TO "authenticated";

REVOKE ALL ("version") ON TABLE "public"."devices" FROM "authenticated";

GRANT SELECT ("version") ON TABLE "public"."devices" TO "authenticated";

REVOKE ALL ON TABLE "public"."devices" FROM "service_role";

GRANT SELECT ON TABLE "public"."devices" TO "service_role";

REVOKE ALL ON TABLE "public"."webhook_deliveries" FROM "authenticated";

GRANT SELECT ON TABLE "public"."webhook_deliveries" TO "authenticated";

REVOKE ALL ON TABLE "public"."webhook_deliveries" FROM "service_role";

GRANT SELECT ON TABLE "public"."webhook_deliveries" TO "service_role";

REVOKE ALL ON TABLE "public"."webhook_endpoints" FROM "authenticated";

GRANT SELECT ON TABLE "public"."webhook_endpoints" TO "authenticated";

REVOKE ALL ON TABLE "public"."webhook_endpoints" FROM "service_role";

GRANT SELECT ON TABLE "public"."webhook_endpoints" TO "service_role";

REVOKE ALL ("id") ON TABLE "public"."devices" FROM "authenticated";

GRANT SELECT ("id") ON TABLE "public"."devices" TO "authenticated";

CREATE INDEX webhook_deliveries_endpoint_id_idx ON public.webhook_deliveries USING btree (domain_id, endpoint_id, attempted_at DESC, id DESC);

ALTER TABLE "public"."webhook_deliveries"
  ADD CONSTRAINT "webhook_deliveries_endpoint_id_fkey" FOREIGN KEY (domain_id, endpoint_id) REFERENCES public.webhook_endpoints(domain_id, id);

insert into public.sensitive_operations (rpc)
values
('create_webhook_endpoint'),
('rotate_webhook_secret'),
('update_webhook_endpoint')
on conflict (rpc) do nothing;

insert into public.notification_rules (event, channel, audience, role_key, is_mandatory, is_on_by_default)
values
('ticket.escalated', 'push', 'named', null, false, false),
('ticket.sla_breached', 'push', 'named', null, false, false)
on conflict (event, channel, role_key) do nothing;
