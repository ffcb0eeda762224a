-- Synchronisations with HubSpot: what a domain sends, its runs, and what became of each row.
SET local check_function_bodies = off;

CREATE TABLE "private"."sync_batches" (
  "domain_id"    uuid                     NOT NULL,
  "run_id"       uuid                     NOT NULL,
  "object"       text                     NOT NULL,
  "local_ids"    uuid[]                   NOT NULL,
  "digests"      bytea[]                  NOT NULL,
  "worker"       text                     NOT NULL,
  "leased_until" timestamp with time zone NOT NULL,
  "attempts"     integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "sync_batches_digests_check" CHECK ((cardinality(local_ids) = cardinality(digests))),
  "id"           uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "sync_batches_id_pkey" PRIMARY KEY (id)
);

ALTER TABLE "private"."sync_batches"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."sync_configs" (
  "domain_id"      uuid                     NOT NULL,
  "integration_id" uuid                     NOT NULL,
  "direction"      text                     NOT NULL DEFAULT 'push'::text,
  "objects"        text[]                   NOT NULL,
  "field_map"      jsonb                    NOT NULL,
  "filters"        jsonb                    NOT NULL DEFAULT '{}'::jsonb,
  "schedule"       interval,
  "is_enabled"     boolean                  NOT NULL DEFAULT true,
  "created_by"     uuid,
  "created_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "version"        integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "sync_configs_direction_check" CHECK ((direction = 'push'::text)),
  CONSTRAINT "sync_configs_field_map_check" CHECK ((jsonb_typeof(field_map) = 'object'::text)),
  CONSTRAINT "sync_configs_filters_check" CHECK ((jsonb_typeof(filters) = 'object'::text)),
  CONSTRAINT "sync_configs_integration_id_direction_key" UNIQUE (domain_id, integration_id, direction),
  CONSTRAINT "sync_configs_objects_check" CHECK (objects <@ '{companies,contacts}'::text[] AND cardinality(objects) > 0),
  CONSTRAINT "sync_configs_schedule_check" CHECK (((schedule >= '00:05:00'::interval) AND (schedule <= '30 days'::interval))),
  "id"             uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "sync_configs_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."sync_configs"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."sync_configs" FROM "anon";

CREATE TABLE "public"."sync_records" (
  "domain_id"      uuid                     NOT NULL,
  "config_id"      uuid                     NOT NULL,
  "object"         text                     NOT NULL,
  "local_id"       uuid                     NOT NULL,
  "remote_id"      text,
  "hash"           bytea                    NOT NULL,
  "state"          text                     NOT NULL,
  "error"          text,
  "message"        text,
  "trace_id"       text                     NOT NULL,
  "run_id"         uuid                     NOT NULL,
  "last_synced_at" timestamp with time zone,
  "created_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"     timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "sync_records_error_check" CHECK (((state = 'failed'::text) = (error IS NOT NULL))),
  CONSTRAINT "sync_records_last_synced_at_check" CHECK (((state = 'failed'::text) OR (last_synced_at IS NOT NULL))),
  CONSTRAINT "sync_records_local_id_key" UNIQUE (domain_id, config_id, object, local_id),
  CONSTRAINT "sync_records_object_check" CHECK ((object = ANY (ARRAY['companies'::text, 'contacts'::text]))),
  CONSTRAINT "sync_records_state_check" CHECK ((state = ANY (ARRAY['synced'::text, 'failed'::text]))),
  "id"             uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "sync_records_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."sync_records"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."sync_records" FROM "anon";

CREATE TABLE "public"."sync_runs" (
  "domain_id"     uuid                     NOT NULL,
  "config_id"     uuid                     NOT NULL,
  "kind"          text                     NOT NULL,
  "state"         text                     NOT NULL DEFAULT 'running'::text,
  "cursor_object" text,
  "cursor_after"  uuid,
  "is_read"       boolean                  NOT NULL DEFAULT false,
  "scanned"       bigint                   NOT NULL DEFAULT 0,
  "unchanged"     bigint                   NOT NULL DEFAULT 0,
  "pending"       bigint                   NOT NULL DEFAULT 0,
  "created"       bigint                   NOT NULL DEFAULT 0,
  "updated"       bigint                   NOT NULL DEFAULT 0,
  "failed"        bigint                   NOT NULL DEFAULT 0,
  "skipped"       bigint                   NOT NULL DEFAULT 0,
  "batches"       bigint                   NOT NULL DEFAULT 0,
  "error"         text,
  "started_by"    uuid,
  "started_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "claimed_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "paused_at"     timestamp with time zone,
  "finished_at"   timestamp with time zone,
  CONSTRAINT "sync_runs_counters_check" CHECK (((scanned = (((((unchanged + pending) + created) + updated) + failed) + skipped)) AND (pending >= 0))),
  CONSTRAINT "sync_runs_error_check" CHECK (((error IS NULL) OR (error ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$'::text))),
  CONSTRAINT "sync_runs_finished_at_check" CHECK ((((state = ANY (ARRAY['running'::text, 'paused'::text])) = (finished_at IS NULL)) AND ((finished_at IS NULL) OR (pending = 0)))),
  CONSTRAINT "sync_runs_kind_check" CHECK ((kind = ANY (ARRAY['changes'::text, 'full'::text, 'failed'::text]))),
  CONSTRAINT "sync_runs_paused_at_check" CHECK (((state = 'paused'::text) = (paused_at IS NOT NULL))),
  CONSTRAINT "sync_runs_state_check" CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  "id"            uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "sync_runs_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."sync_runs"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."sync_runs" FROM "anon";

CREATE OR REPLACE FUNCTION private.advance_sync (
  run       public.sync_runs,
  page_size integer,
  worker    text,
  lease     interval
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  config public.sync_configs;
  now_object text;
  seen record;
  batch_id uuid;
begin
  select c.* into config from public.sync_configs as c
  where c.domain_id = run.domain_id and c.id = run.config_id;
  now_object := coalesce(run.cursor_object, config.objects[1]);
  seen := private.read_sync_window(run, config, now_object, page_size);
  if seen.local_ids is not null then
    insert into private.sync_batches as b (domain_id, run_id, object, local_ids, digests, worker, leased_until)
    values (run.domain_id, run.id, now_object, seen.local_ids, seen.digests, advance_sync.worker, clock_timestamp() + lease)
    returning b.id into batch_id;
  end if;
  update public.sync_runs as r set
    cursor_object = case
      when seen.last_id is not null then now_object
      else coalesce(config.objects[array_position(config.objects, now_object) + 1], now_object)
    end,
    cursor_after = seen.last_id,
    is_read = seen.last_id is null and array_position(config.objects, now_object) is not distinct from cardinality(config.objects),
    scanned = r.scanned + seen.scanned,
    unchanged = r.unchanged + seen.unchanged,
    skipped = r.skipped + seen.gone,
    pending = r.pending + coalesce(cardinality(seen.local_ids), 0),
    batches = r.batches + (batch_id is not null)::integer,
    claimed_at = clock_timestamp()
  where r.domain_id = run.domain_id and r.id = run.id;
  return batch_id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.begin_sync (
  config     public.sync_configs,
  kind       text,
  started_by uuid,
  run_id     uuid
)
  RETURNS public.sync_runs
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  run public.sync_runs;
begin
  if not config.is_enabled then
    perform private.fail('PT409', 'SYNC_DISABLED', 'this synchronisation is switched off', 'Switch it on first.');
  end if;
  perform private.require_connected(config.domain_id, config.integration_id);
  insert into public.sync_runs as r (domain_id, id, config_id, kind, started_by)
  values (config.domain_id, begin_sync.run_id, config.id, begin_sync.kind, begin_sync.started_by)
  on conflict (domain_id, config_id) where state in ('running', 'paused') do nothing
  returning r.* into run;
  if not found then
    perform private.fail('PT409', 'SYNC_RUNNING', 'there is a run that has not ended', 'Cancel it, or let it end.');
  end if;
  perform private.wake_sync(run);
  perform private.audit_event(
    'start', 'sync_runs', run.id::text, run.domain_id, jsonb_build_object('config_id', run.config_id, 'kind', run.kind)
  );
  return run;
end;
$function$;

CREATE OR REPLACE FUNCTION private.drop_tokens (
  integration public.integrations,
  is_revoked  boolean
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  revocation_id uuid;
begin
  perform private.forget_secret(integration.access_secret_id);
  if is_revoked then
    perform private.forget_secret(integration.refresh_secret_id);
  elsif integration.refresh_secret_id is not null then
    insert into private.token_revocations as r (domain_id, integration_id, provider, secret_id)
    values (integration.domain_id, integration.id, integration.provider, integration.refresh_secret_id)
    returning r.id into revocation_id;
    perform private.enqueue(
      integration.provider || '.token.revoke', integration.provider || '.token.revoke:' || revocation_id,
      jsonb_build_object('revocation_id', revocation_id), integration.domain_id
    );
  end if;
  delete from private.token_refreshes as r
  where r.domain_id = integration.domain_id and r.integration_id = integration.id;
  -- Connected again, whoever manages it decides whether they go on.
  update public.sync_runs as r set state = 'paused', paused_at = clock_timestamp()
  from public.sync_configs as c
  where c.domain_id = integration.domain_id and c.integration_id = integration.id
    and r.domain_id = c.domain_id and r.config_id = c.id and r.state = 'running';
end;
$function$;

CREATE OR REPLACE FUNCTION private.end_sync (
  domain_id uuid,
  run_id    uuid,
  state     text,
  error     text DEFAULT NULL::text
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
begin
  perform from public.sync_runs as r
  where r.domain_id = end_sync.domain_id and r.id = end_sync.run_id for update;
  -- A worker that still holds one of them finds its claim lost.
  delete from private.sync_batches as b where b.domain_id = end_sync.domain_id and b.run_id = end_sync.run_id;
  update public.sync_runs as r set
    state = end_sync.state, error = end_sync.error, finished_at = clock_timestamp(), paused_at = null,
    skipped = r.skipped + r.pending, pending = 0
  where r.domain_id = end_sync.domain_id and r.id = end_sync.run_id and r.state in ('running', 'paused');
  if found and end_sync.state = 'failed' then
    perform private.notify(
      'sync.failed', private.integration_managers(end_sync.domain_id), null, '', '/integrations',
      jsonb_build_object('run_id', end_sync.run_id, 'error', end_sync.error),
      'sync.failed:' || end_sync.run_id, end_sync.domain_id
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.fill_sync_batch (
  batch  private.sync_batches,
  config public.sync_configs
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  ids uuid [];
  new_digests bytea [];
  inputs jsonb;
begin
  select array_agg(s.local_id), array_agg(s.hash), jsonb_agg(jsonb_build_object(
    'objectWriteTraceId', batch.id || '-' || s.place, 'id', s.key, 'properties', s.properties,
    'idProperty', case batch.object when 'contacts' then 'email' else 'bo_account_id' end
  ) order by s.place)
  into ids, new_digests, inputs
  from (
    select source.*, row_number() over (order by source.local_id) as place
    from private.sync_source(config, batch.object, null, batch.local_ids, cardinality(batch.local_ids)) as source
    order by source.local_id
  ) as s;
  ids := coalesce(ids, '{}');
  update public.sync_runs as r set
    pending = r.pending - cardinality(batch.local_ids) + cardinality(ids),
    skipped = r.skipped + cardinality(batch.local_ids) - cardinality(ids)
  where r.domain_id = batch.domain_id and r.id = batch.run_id;
  if ids = '{}' then
    delete from private.sync_batches as b where b.id = batch.id;
  else
    update private.sync_batches as b set local_ids = ids, digests = new_digests where b.id = batch.id;
  end if;
  return inputs;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_sync_config (
  domain_id uuid,
  config_id uuid
)
  RETURNS public.sync_configs
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  config public.sync_configs;
begin
  select c.* into config from public.sync_configs as c
  where c.domain_id = find_sync_config.domain_id and c.id = find_sync_config.config_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such synchronisation');
  end if;
  return config;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_sync_run (
  domain_id uuid,
  run_id    uuid
)
  RETURNS public.sync_runs
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  run public.sync_runs;
begin
  select r.* into run from public.sync_runs as r
  where r.domain_id = find_sync_run.domain_id and r.id = find_sync_run.run_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such run');
  end if;
  if run.state not in ('running', 'paused') then
    perform private.fail('PT409', 'SYNC_ENDED', 'this run has ended', 'Start another one.');
  end if;
  return run;
end;
$function$;

CREATE OR REPLACE FUNCTION private.map_fields (
  field_map jsonb,
  facts     jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select jsonb_object_agg(
      m.property,
      -- An empty text empties the property; one that is left out would keep what it was.
      coalesce(
        case
          when m.field like 'enrichment.%' then facts -> 'enrichment_data' ->> substr(m.field, 12)
          when m.field like '%\_at' then
            to_char((facts ->> m.field)::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
          else facts ->> m.field
        end, ''
      )
    )
    from jsonb_each_text(field_map) as m (property, field)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.next_sync_batch (
  page_size integer,
  worker    text,
  lease     interval
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  most_windows constant integer := 20; -- So that a claim never takes long where nothing has changed.
  run public.sync_runs;
  batch_id uuid;
begin
  -- Whose worker was killed, or who was told to wait.
  select b.id into batch_id from private.sync_batches as b
  inner join public.sync_runs as r on r.domain_id = b.domain_id and r.id = b.run_id and r.state = 'running'
  where b.leased_until <= clock_timestamp()
  order by b.leased_until limit 1 for update of r, b skip locked;
  if found then
    update private.sync_batches as b set
      worker = next_sync_batch.worker, leased_until = clock_timestamp() + lease, attempts = b.attempts + 1
    where b.id = batch_id;
    return batch_id;
  end if;
  for number in 1..most_windows loop
    select r.* into run from public.sync_runs as r
    where r.state = 'running' and not r.is_read
      and exists (
        select from public.sync_configs as c
        inner join public.integrations as i on i.domain_id = c.domain_id and i.id = c.integration_id
        where c.domain_id = r.domain_id and c.id = r.config_id and i.status = 'connected'
      )
    order by r.claimed_at, r.id limit 1 for update skip locked;
    exit when not found;
    batch_id := private.advance_sync(run, page_size, worker, lease);
    if batch_id is not null then
      return batch_id;
    end if;
    perform private.settle_sync(run.domain_id, run.id);
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.purge_secrets (
  batch_size integer,
  OUT        states bigint,
  OUT        revocations bigint
)
  RETURNS record
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  with old as (
    select s.state_hash from private.oauth_states as s
    where s.expires_at < now() - interval '1 day' order by s.expires_at limit batch_size for update skip locked
  ), gone as (
    delete from private.oauth_states as s using old where s.state_hash = old.state_hash returning s.verifier_secret_id
  )
  select count(*), count(private.forget_secret(g.verifier_secret_id)) into states from gone as g;
  with old as (
    select r.id from private.token_revocations as r
    where r.created_at < now() - interval '7 days' order by r.created_at limit batch_size for update skip locked
  ), gone as (
    delete from private.token_revocations as r using old where r.id = old.id returning r.secret_id
  )
  select count(*), count(private.forget_secret(g.secret_id)) into revocations from gone as g;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_sync_window (
  run       public.sync_runs,
  config    public.sync_configs,
  object    text,
  page_size integer,
  OUT       local_ids uuid[],
  OUT       digests bytea[],
  OUT       scanned bigint,
  OUT       unchanged bigint,
  OUT       gone bigint,
  OUT       last_id uuid
)
  RETURNS record
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  window_size constant integer := 2000;
  after constant uuid := case when run.cursor_object = object then run.cursor_after end;
  ids uuid [];
begin
  if run.kind = 'failed' then
    ids := array(
      select r.local_id from public.sync_records as r
      where r.domain_id = run.domain_id and r.config_id = config.id and r.object = read_sync_window.object
        and r.state = 'failed' and (after is null or r.local_id > after)
      order by r.local_id limit page_size
    );
  end if;
  with looked as (
    select s.*, run.kind <> 'changes' or sent.hash is distinct from s.hash as is_wanted
    from private.sync_source(config, object, case when ids is null then after end, ids, window_size) as s
    left join public.sync_records as sent
      on sent.domain_id = config.domain_id and sent.config_id = config.id and sent.object = read_sync_window.object
      and sent.local_id = s.local_id
  ), taken as (
    select c.* from (
      select looked.*, count(*) filter (where is_wanted) over (order by local_id) as place from looked
    ) as c
    where c.place <= page_size
  )
  select
    array_agg(t.local_id order by t.local_id) filter (where t.is_wanted),
    array_agg(t.hash order by t.local_id) filter (where t.is_wanted),
    count(*), count(*) filter (where not t.is_wanted), (array_agg(t.local_id order by t.local_id desc))[1]
  into local_ids, digests, scanned, unchanged, last_id
  from taken as t;
  gone := greatest(cardinality(ids) - scanned, 0);
  if gone > 0 then
    scanned := scanned + gone;
  end if;
  last_id := coalesce(ids[cardinality(ids)], last_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.require_connected (
  domain_id      uuid,
  integration_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform from public.integrations as i
  where i.domain_id = require_connected.domain_id and i.id = require_connected.integration_id
    and i.status = 'connected' for share;
  if not found then
    perform private.fail('PT409', 'NOT_CONNECTED', 'the connection is ended or broken', 'Connect it again first.');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.settle_sync (
  domain_id uuid,
  run_id    uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if not exists (
    select from public.sync_runs as r
    where r.domain_id = settle_sync.domain_id and r.id = settle_sync.run_id
      and r.state = 'running' and r.is_read and r.pending = 0
  ) then
    return false;
  end if;
  perform private.end_sync(settle_sync.domain_id, settle_sync.run_id, 'done');
  return true;
end;
$function$;

CREATE OR REPLACE FUNCTION private.start_due_syncs (
  batch_size integer
)
  RETURNS bigint
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  config public.sync_configs;
  started bigint := 0;
begin
  for config in
    select c.* from public.sync_configs as c
    inner join public.integrations as i
      on i.domain_id = c.domain_id and i.id = c.integration_id and i.status = 'connected'
    inner join public.domains as d on d.id = c.domain_id and d.archived_at is null
    where c.is_enabled and c.schedule is not null and not exists (
      select from public.sync_runs as r
      where r.domain_id = c.domain_id and r.config_id = c.id
        and (r.finished_at is null or r.started_at + c.schedule > now())
    )
    order by c.domain_id, c.id limit batch_size
    for update of c skip locked
  loop
    perform private.begin_sync(config, 'changes', null, private.new_id());
    started := started + 1;
  end loop;
  return started;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_sync_results (
  batch     private.sync_batches,
  config_id uuid,
  results   jsonb,
  OUT       created bigint,
  OUT       updated bigint,
  OUT       failed bigint
)
  RETURNS record
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
begin
  with told as (
    select
      sent.local_id, sent.hash, batch.id || '-' || sent.place as trace_id, r.entry ->> 'remote_id' as remote_id,
      (r.entry -> 'is_new')::boolean as is_new,
      -- Without an answer nobody knows: sent again it does no harm.
      case when r.entry is null then 'no_answer' else r.entry ->> 'error' end as error,
      left(r.entry ->> 'message', 500) as message
    from unnest(batch.local_ids, batch.digests) with ordinality as sent (local_id, hash, place)
    left join jsonb_array_elements(results) as r (entry) on r.entry ->> 'trace_id' = batch.id || '-' || sent.place
  ), stored as (
    insert into public.sync_records as s (
      domain_id, config_id, object, local_id, remote_id, hash, state, error, message, trace_id, run_id, last_synced_at
    )
    select
      batch.domain_id, store_sync_results.config_id, batch.object, t.local_id, t.remote_id, t.hash,
      case when t.error is null then 'synced' else 'failed' end, t.error, t.message, t.trace_id, batch.run_id,
      case when t.error is null then now() end
    from told as t
    order by t.local_id
    on conflict on constraint sync_records_local_id_key do update set
      remote_id = coalesce(excluded.remote_id, s.remote_id), hash = excluded.hash, state = excluded.state,
      error = excluded.error, message = excluded.message, trace_id = excluded.trace_id, run_id = excluded.run_id,
      last_synced_at = coalesce(excluded.last_synced_at, s.last_synced_at), updated_at = now()
  )
  select
    count(*) filter (where t.error is null and t.is_new), count(*) filter (where t.error is null and not t.is_new),
    count(*) filter (where t.error is not null)
  into created, updated, failed
  from told as t;
end;
$function$;

CREATE OR REPLACE FUNCTION private.sync_config_fault (
  objects   text[],
  field_map jsonb,
  filters   jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  fields constant jsonb := '{
    "contacts": ["id", "email", "company_domain", "first_seen_at", "last_seen_at"],
    "companies": ["id", "company_domain", "company_name", "first_seen_at"]
  }';
  wrong text;
begin
  if objects in ('{contacts}', '{companies}', '{contacts,companies}', '{companies,contacts}') is not true then
    return 'objects: contacts, companies or both';
  end if;
  if jsonb_typeof(field_map) is distinct from 'object'
    or array(select k.name from jsonb_object_keys(field_map) as k (name) order by k.name)
    <> array(select o.name from unnest(objects) as o (name) order by o.name) then
    return 'field_map: an entry for each of the objects, and no other';
  end if;
  select format('field_map: %s: properties and fields, 1 to 100 of them', e.key) into wrong
  from jsonb_each(field_map) as e
  where jsonb_typeof(e.value) <> 'object' or e.value = '{}' or jsonb_array_length(jsonb_path_query_array(e.value, '$.*')) > 100;
  if wrong is not null then
    return wrong;
  end if;
  select format('field_map: %s.%s', e.key, m.key) into wrong
  from jsonb_each(field_map) as e
  cross join jsonb_each(e.value) as m
  where m.key !~ '^[a-z][a-z0-9_]{0,99}$' or jsonb_typeof(m.value) <> 'string'
    or not (fields -> e.key @> m.value or m.value #>> '{}' ~ '^enrichment\.[A-Za-z0-9_]{1,60}$')
  order by 1 limit 1;
  if wrong is not null then
    return wrong;
  end if;
  if jsonb_typeof(filters) is distinct from 'object' or filters - '{include_test,seen_since}'::text [] <> '{}'
    or jsonb_typeof(coalesce(filters -> 'include_test', 'true')) <> 'boolean'
    or filters ? 'seen_since' and private.is_zoned_time(filters ->> 'seen_since') is not true then
    return 'filters: include_test (true or false) and seen_since (a time with its zone)';
  end if;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.sync_result_fault (
  batch   private.sync_batches,
  results jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  most constant integer := cardinality(batch.local_ids);
begin
  if jsonb_typeof(results) is distinct from 'array' then
    return 'must be an array';
  end if;
  if exists (
    select from jsonb_array_elements(results) as r (entry)
    where jsonb_typeof(r.entry) <> 'object'
      or (r.entry ->> 'trace_id' = any(array(select batch.id || '-' || n from generate_series(1, most) as n))) is not true
      or (r.entry ? 'error' and (r.entry ->> 'error' ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$') is not true)
      or (not r.entry ? 'error' and (length(r.entry ->> 'remote_id') between 1 and 64
        and jsonb_typeof(r.entry -> 'is_new') = 'boolean') is not true)
  ) then
    return 'each has a trace_id of the batch, and remote_id with is_new, or error with a code';
  end if;
  if (select count(*) <> count(distinct r.entry ->> 'trace_id') from jsonb_array_elements(results) as r (entry)) then
    return 'one for each trace_id';
  end if;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.sync_source (
  config    public.sync_configs,
  object    text,
  after     uuid,
  ids       uuid[],
  row_limit integer
)
  RETURNS TABLE (
    local_id   uuid,
    key        text,
    properties jsonb,
    hash       bytea
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
declare
  since constant timestamptz := (config.filters ->> 'seen_since')::timestamptz;
  is_with_tests constant boolean := coalesce((config.filters ->> 'include_test')::boolean, false);
begin
  return query
  select f.id, f.key, p.properties, sha256(convert_to(p.properties::text, 'UTF8'))
  from (
    (
      select v.id, v.email as key, to_jsonb(v) as facts from public.visitors as v
      where sync_source.object = 'contacts' and v.domain_id = config.domain_id and v.email is not null
        and (sync_source.after is null or v.id > sync_source.after) and (ids is null or v.id = any(ids))
        and v.merged_into_id is null and (is_with_tests or not v.is_test) and (since is null or v.last_seen_at >= since)
        -- One contact an address: the visitor who was seen last.
        and not exists (
          select from public.visitors as newer
          where newer.domain_id = v.domain_id and newer.email = v.email and newer.merged_into_id is null
            and (is_with_tests or not newer.is_test) and (newer.last_seen_at, newer.id) > (v.last_seen_at, v.id)
        )
      order by v.id limit row_limit
    )
    union all
    (
      select a.id, a.id::text, to_jsonb(a) from public.accounts as a
      where sync_source.object = 'companies' and a.domain_id = config.domain_id
        and (sync_source.after is null or a.id > sync_source.after) and (ids is null or a.id = any(ids))
        and (since is null or a.first_seen_at >= since)
      order by a.id limit row_limit
    )
  ) as f
  cross join lateral (select private.map_fields(config.field_map -> sync_source.object, f.facts)) as p (properties)
  order by f.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_sync_batch (
  batch_id uuid,
  worker   text
)
  RETURNS private.sync_batches
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  batch private.sync_batches;
begin
  -- The run before its batches, as everybody does, so that nobody waits in a circle.
  select b.* into batch from private.sync_batches as b where b.id = take_sync_batch.batch_id;
  perform from public.sync_runs as r where r.domain_id = batch.domain_id and r.id = batch.run_id for update;
  select b.* into batch from private.sync_batches as b where b.id = take_sync_batch.batch_id for update;
  if batch.worker is distinct from take_sync_batch.worker or batch.leased_until <= clock_timestamp() then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this batch is not yours', 'The lease ran out, or the run was ended.'
    );
  end if;
  return batch;
end;
$function$;

CREATE OR REPLACE FUNCTION private.wake_sync (
  run public.sync_runs
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.enqueue(
    'hubspot.sync.run', format('hubspot.sync.run:%s:%s', run.id, private.new_id()),
    jsonb_build_object('run_id', run.id), run.domain_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.cancel_sync (
  domain_id uuid,
  run_id    uuid
)
  RETURNS public.sync_runs
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  run public.sync_runs;
begin
  perform private.require('integrations.edit', cancel_sync.domain_id);
  run := private.find_sync_run(cancel_sync.domain_id, cancel_sync.run_id);
  perform private.end_sync(run.domain_id, run.id, 'cancelled');
  perform private.audit_event('cancel', 'sync_runs', run.id::text, run.domain_id);
  select r.* into run from public.sync_runs as r where r.domain_id = run.domain_id and r.id = run.id;
  return run;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."cancel_sync"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.claim_sync_batch (
  worker    text,
  page_size integer  DEFAULT 100,
  lease     interval DEFAULT '00:05:00'::interval
)
  RETURNS TABLE (
    batch_id       uuid,
    domain_id      uuid,
    run_id         uuid,
    integration_id uuid,
    provider       text,
    object         text,
    attempt        integer,
    inputs         jsonb
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  claimed_id uuid;
  batch private.sync_batches;
  config public.sync_configs;
  sent jsonb;
begin
  perform private.check_worker(worker, lease);
  if page_size between 1 and 100 is not true then
    perform private.bad_input('page_size', '1 to 100, which is what HubSpot takes at once');
  end if;
  loop
    claimed_id := private.next_sync_batch(page_size, worker, lease);
    exit when claimed_id is null;
    select b.* into batch from private.sync_batches as b where b.id = claimed_id;
    select c.* into config from public.sync_runs as r
    inner join public.sync_configs as c on c.domain_id = r.domain_id and c.id = r.config_id
    where r.domain_id = batch.domain_id and r.id = batch.run_id;
    sent := private.fill_sync_batch(batch, config);
    exit when sent is not null;
    perform private.settle_sync(batch.domain_id, batch.run_id);
  end loop;
  return query
  select
    batch.id, batch.domain_id, batch.run_id, config.integration_id, i.provider, batch.object, batch.attempts, sent
  from public.integrations as i
  where sent is not null and i.domain_id = batch.domain_id and i.id = config.integration_id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."claim_sync_batch"(text, integer, interval) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.dry_run_sync (
  domain_id uuid,
  config_id uuid,
  page_size integer DEFAULT 20
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  most_rows constant integer := 10000; -- So that the page does not wait for long.
  config public.sync_configs;
begin
  perform private.require('integrations.edit', dry_run_sync.domain_id);
  perform private.require('visitors.view', dry_run_sync.domain_id);
  perform private.require('accounts.view', dry_run_sync.domain_id);
  perform private.check_page_size(page_size);
  config := private.find_sync_config(dry_run_sync.domain_id, dry_run_sync.config_id);
  return (
    select jsonb_object_agg(o.name, jsonb_build_object(
      'scanned', told.scanned, 'created', told.created, 'updated', told.updated, 'unchanged', told.unchanged,
      'is_complete', told.scanned < most_rows, 'sample', coalesce(told.sample, '[]')
    ))
    from unnest(config.objects) as o (name)
    cross join lateral (
      select
        count(*) as scanned,
        count(*) filter (where change = 'created') as created,
        count(*) filter (where change = 'updated') as updated,
        count(*) filter (where change = 'unchanged') as unchanged,
        jsonb_agg(jsonb_build_object('local_id', c.local_id, 'change', c.change, 'properties', c.properties) order by c.local_id)
          filter (where c.change <> 'unchanged' and c.place <= dry_run_sync.page_size) as sample
      from (
        select looked.*, count(*) filter (where change <> 'unchanged') over (order by local_id) as place
        from (
          select s.local_id, s.properties, case
            when sent.remote_id is null and (sent.hash is null or sent.hash <> s.hash) then 'created'
            when sent.hash = s.hash then 'unchanged' else 'updated'
          end as change
          from private.sync_source(config, o.name, null, null, most_rows) as s
          left join public.sync_records as sent
            on sent.domain_id = config.domain_id and sent.config_id = config.id and sent.object = o.name
            and sent.local_id = s.local_id
        ) as looked
      ) as c
    ) as told
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."dry_run_sync"(uuid, uuid, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.fail_sync_batch (
  batch_id    uuid,
  worker      text,
  error       text,
  retry_after interval DEFAULT NULL::interval
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  most_attempts constant integer := 10;
  is_refused constant boolean := coalesce(error in ('unauthorized', 'forbidden'), false);
  batch private.sync_batches;
  integration public.integrations;
  again timestamptz;
begin
  if is_refused then
    -- The connection before the run, as whoever disconnects does.
    select i.* into integration from private.sync_batches as b
    inner join public.sync_runs as r on r.domain_id = b.domain_id and r.id = b.run_id
    inner join public.sync_configs as c on c.domain_id = r.domain_id and c.id = r.config_id
    inner join public.integrations as i on i.domain_id = c.domain_id and i.id = c.integration_id
    where b.id = fail_sync_batch.batch_id for update of i;
  end if;
  batch := private.take_sync_batch(fail_sync_batch.batch_id, fail_sync_batch.worker);
  if error ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$' is not true then
    perform private.bad_input('error', 'a code such as timeout or unauthorized');
  end if;
  if retry_after not between '0' and '1 day' then
    perform private.bad_input('retry_after', 'up to a day');
  end if;
  if is_refused and integration.status = 'connected' then
    perform private.break_integration(integration, error, false);
  end if;
  if is_refused or batch.attempts >= most_attempts then
    perform private.end_sync(batch.domain_id, batch.run_id, 'failed', error);
    return null;
  end if;
  update private.sync_batches as b set worker = '', leased_until = clock_timestamp() + coalesce(
    retry_after, least('15 minutes', interval '1 s' * 2 ^ b.attempts) * (0.5 + random() / 2)
  )
  where b.id = batch.id returning b.leased_until into again;
  return again;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."fail_sync_batch"(uuid, text, text, interval) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.integration_detail (
  domain_id      uuid,
  integration_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  found_row public.integrations;
begin
  perform private.require('integrations.view', integration_detail.domain_id);
  select i.* into found_row from public.integrations as i
  where i.domain_id = integration_detail.domain_id and i.id = integration_detail.integration_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such integration');
  end if;
  return jsonb_build_object(
    'integration', to_jsonb(found_row) - '{access_secret_id,refresh_secret_id}'::text [],
    'syncs', (
      select coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object(
        'last_run', (
          select to_jsonb(r) from public.sync_runs as r
          where r.domain_id = c.domain_id and r.config_id = c.id order by r.started_at desc, r.id desc limit 1
        ),
        'failed_records', (
          select count(*) from public.sync_records as s
          where s.domain_id = c.domain_id and s.config_id = c.id and s.state = 'failed'
        )
      ) order by c.id), '[]')
      from public.sync_configs as c
      where c.domain_id = found_row.domain_id and c.integration_id = found_row.id
    )
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."integration_detail"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_sync_records (
  domain_id uuid,
  config_id uuid,
  state     text    DEFAULT NULL::text,
  object    text    DEFAULT NULL::text,
  after     text    DEFAULT NULL::text,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    id             uuid,
    record_object  text,
    local_id       uuid,
    remote_id      text,
    record_state   text,
    error          text,
    message        text,
    trace_id       text,
    run_id         uuid,
    last_synced_at timestamp with time zone,
    updated_at     timestamp with time zone,
    cursor         text
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
#variable_conflict use_column
declare
  place record;
begin
  perform private.require('integrations.view', list_sync_records.domain_id);
  place := private.read_time_cursor('sync_records', after);
  perform private.check_page_size(page_size);
  if state not in ('synced', 'failed') then
    perform private.bad_input('state', 'synced or failed');
  end if;
  if object not in ('companies', 'contacts') then
    perform private.bad_input('object', 'companies or contacts');
  end if;
  return query
  select
    s.id, s.object, s.local_id, s.remote_id, s.state, s.error, s.message, s.trace_id, s.run_id, s.last_synced_at,
    s.updated_at, private.make_time_cursor('sync_records', s.created_at, s.id, s.domain_id)
  from public.sync_records as s
  where s.domain_id = list_sync_records.domain_id and s.config_id = list_sync_records.config_id
    and (list_sync_records.state is null or s.state = list_sync_records.state)
    and (list_sync_records.object is null or s.object = list_sync_records.object)
    and (place.at is null or (s.created_at, s.id) < (place.at, place.id))
  order by s.created_at desc, s.id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_sync_records"(uuid, uuid, text, text, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_sync_runs (
  domain_ids   uuid[]                   DEFAULT NULL::uuid[],
  config_id    uuid                     DEFAULT NULL::uuid,
  state        text                     DEFAULT NULL::text,
  kind         text                     DEFAULT NULL::text,
  started_from timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  started_to   timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  after        text                     DEFAULT NULL::text,
  page_size    integer                  DEFAULT 50
)
  RETURNS TABLE (
    domain_id      uuid,
    id             uuid,
    integration_id uuid,
    run_config_id  uuid,
    run_kind       text,
    run_state      text,
    scanned        bigint,
    unchanged      bigint,
    pending        bigint,
    created        bigint,
    updated        bigint,
    failed         bigint,
    skipped        bigint,
    batches        bigint,
    error          text,
    started_by     uuid,
    started_at     timestamp with time zone,
    paused_at      timestamp with time zone,
    finished_at    timestamp with time zone,
    cursor         text
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
#variable_conflict use_column
declare
  mine constant uuid [] := private.permitted_domains('integrations.view', domain_ids);
  place record;
begin
  place := private.read_time_cursor('sync_runs', after);
  perform private.check_page_size(page_size);
  if state not in ('running', 'paused', 'done', 'failed', 'cancelled') then
    perform private.bad_input('state', 'running, paused, done, failed or cancelled');
  end if;
  if kind not in ('changes', 'full', 'failed') then
    perform private.bad_input('kind', 'changes, full or failed');
  end if;
  return query
  select
    r.domain_id, r.id, c.integration_id, r.config_id, r.kind, r.state, r.scanned, r.unchanged, r.pending, r.created,
    r.updated, r.failed, r.skipped, r.batches, r.error, r.started_by, r.started_at, r.paused_at, r.finished_at,
    private.make_time_cursor('sync_runs', r.started_at, r.id, r.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select run.* from public.sync_runs as run
    where run.domain_id = tenant.id
      and (list_sync_runs.config_id is null or run.config_id = list_sync_runs.config_id)
      and (list_sync_runs.state is null or run.state = list_sync_runs.state)
      and (list_sync_runs.kind is null or run.kind = list_sync_runs.kind)
      and (list_sync_runs.started_from is null or run.started_at >= list_sync_runs.started_from)
      and (list_sync_runs.started_to is null or run.started_at < list_sync_runs.started_to)
      and (place.at is null or (run.started_at, run.id) < (place.at, place.id))
    order by run.started_at desc, run.id desc
    limit list_sync_runs.page_size
  ) as r
  inner join public.sync_configs as c on c.domain_id = r.domain_id and c.id = r.config_id
  order by r.started_at desc, r.id desc
  limit list_sync_runs.page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_sync_runs"(uuid[], uuid, text, text, timestamp WITH time zone, timestamp WITH time zone, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.pause_sync (
  domain_id uuid,
  run_id    uuid
)
  RETURNS public.sync_runs
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  run public.sync_runs;
begin
  perform private.require('integrations.edit', pause_sync.domain_id);
  run := private.find_sync_run(pause_sync.domain_id, pause_sync.run_id);
  if run.state = 'running' then
    update public.sync_runs as r set state = 'paused', paused_at = clock_timestamp()
    where r.domain_id = run.domain_id and r.id = run.id returning r.* into run;
    perform private.audit_event('pause', 'sync_runs', run.id::text, run.domain_id);
  end if;
  return run;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."pause_sync"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.report_sync_batch (
  batch_id uuid,
  worker   text,
  results  jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  batch constant private.sync_batches := private.take_sync_batch(report_sync_batch.batch_id, report_sync_batch.worker);
  fault constant text := private.sync_result_fault(batch, results);
  run public.sync_runs;
  counted record;
begin
  if fault is not null then
    perform private.bad_input('results', fault);
  end if;
  select r.* into run from public.sync_runs as r
  where r.domain_id = batch.domain_id and r.id = batch.run_id for update;
  counted := private.store_sync_results(batch, run.config_id, results);
  if batch.object = 'companies' then
    update public.accounts as a set hubspot_company_id = s.remote_id
    from public.sync_records as s
    where s.domain_id = batch.domain_id and s.config_id = run.config_id and s.object = 'companies'
      and s.local_id = any(batch.local_ids) and s.state = 'synced'
      and a.domain_id = s.domain_id and a.id = s.local_id and a.hubspot_company_id is distinct from s.remote_id;
  end if;
  delete from private.sync_batches as b where b.id = batch.id;
  update public.sync_runs as r set
    pending = r.pending - cardinality(batch.local_ids), created = r.created + counted.created,
    updated = r.updated + counted.updated, failed = r.failed + counted.failed
  where r.domain_id = run.domain_id and r.id = run.id;
  perform private.audit_event(
    'sync', 'sync_runs', run.id::text, run.domain_id, to_jsonb(counted) || jsonb_build_object('object', batch.object)
  );
  return to_jsonb(counted) || jsonb_build_object('is_done', private.settle_sync(run.domain_id, run.id));
end;
$function$;

REVOKE ALL ON FUNCTION "public"."report_sync_batch"(uuid, text, jsonb) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.resume_sync (
  domain_id uuid,
  run_id    uuid
)
  RETURNS public.sync_runs
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  run public.sync_runs;
  integration_id uuid;
begin
  perform private.require('integrations.edit', resume_sync.domain_id);
  select c.integration_id into integration_id from public.sync_runs as r
  inner join public.sync_configs as c on c.domain_id = r.domain_id and c.id = r.config_id
  where r.domain_id = resume_sync.domain_id and r.id = resume_sync.run_id;
  if found then
    perform private.require_connected(resume_sync.domain_id, integration_id);
  end if;
  run := private.find_sync_run(resume_sync.domain_id, resume_sync.run_id);
  if run.state = 'paused' then
    update public.sync_runs as r set state = 'running', paused_at = null
    where r.domain_id = run.domain_id and r.id = run.id returning r.* into run;
    perform private.wake_sync(run);
    perform private.audit_event('resume', 'sync_runs', run.id::text, run.domain_id);
    if private.settle_sync(run.domain_id, run.id) then
      select r.* into run from public.sync_runs as r where r.domain_id = run.domain_id and r.id = run.id;
    end if;
  end if;
  return run;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."resume_sync"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

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
    'started', private.start_due_syncs(batch_size)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_integration_upkeep"(integer) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.set_sync_config (
  domain_id        uuid,
  integration_id   uuid,
  objects          text[],
  field_map        jsonb,
  filters          jsonb    DEFAULT '{}'::jsonb,
  schedule         interval DEFAULT NULL::interval,
  is_enabled       boolean  DEFAULT true,
  expected_version integer  DEFAULT NULL::integer
)
  RETURNS public.sync_configs
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  fault constant text := private.sync_config_fault(objects, field_map, filters);
  integration public.integrations;
  config public.sync_configs;
begin
  perform private.require('integrations.manage', set_sync_config.domain_id);
  perform private.begin_sensitive('set_sync_config', null);
  if fault is not null then
    perform private.bad_input(split_part(fault, ': ', 1), substr(fault, strpos(fault, ': ') + 2));
  end if;
  if schedule not between '5 minutes' and '30 days' then
    perform private.bad_input('schedule', '5 minutes to 30 days');
  end if;
  if is_enabled is null then
    perform private.bad_input('is_enabled', 'true or false');
  end if;
  integration := private.find_integration(set_sync_config.domain_id, set_sync_config.integration_id);
  select c.* into config from public.sync_configs as c
  where c.domain_id = integration.domain_id and c.integration_id = integration.id for update;
  if found then
    perform private.require_version(set_sync_config.expected_version, config.version);
  end if;
  insert into public.sync_configs as c (
    domain_id, integration_id, objects, field_map, filters, schedule, is_enabled, created_by
  )
  values (
    integration.domain_id, integration.id, set_sync_config.objects, set_sync_config.field_map, set_sync_config.filters,
    set_sync_config.schedule, set_sync_config.is_enabled, private.current_person_id()
  )
  on conflict (domain_id, integration_id, direction) do update set
    objects = excluded.objects, field_map = excluded.field_map, filters = excluded.filters,
    schedule = excluded.schedule, is_enabled = excluded.is_enabled
  returning c.* into config;
  return config;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_sync_config"(uuid, uuid, text[], jsonb, jsonb, interval, boolean, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.start_sync (
  domain_id       uuid,
  config_id       uuid,
  kind            text DEFAULT 'changes'::text,
  idempotency_key uuid DEFAULT NULL::uuid
)
  RETURNS public.sync_runs
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  config public.sync_configs;
  run public.sync_runs;
begin
  perform private.require('integrations.edit', start_sync.domain_id);
  if kind in ('changes', 'full', 'failed') is not true then
    perform private.bad_input('kind', 'changes, full or failed');
  end if;
  config := private.find_sync_config(start_sync.domain_id, start_sync.config_id);
  select r.* into run from public.sync_runs as r
  where r.domain_id = start_sync.domain_id and r.id = start_sync.idempotency_key;
  if not found then
    return private.begin_sync(
      config, kind, private.current_person_id(), coalesce(idempotency_key, private.new_id())
    );
  end if;
  if (run.config_id, run.kind) is distinct from (config.id, start_sync.kind) then
    perform private.bad_input('idempotency_key', 'was used for another run');
  end if;
  return run;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."start_sync"(uuid, uuid, text, uuid) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."sync_configs"
  ADD CONSTRAINT "sync_configs_integration_id_fkey" FOREIGN KEY (domain_id, integration_id) REFERENCES public.integrations(domain_id, id);

ALTER TABLE "public"."sync_runs"
  ADD CONSTRAINT "sync_runs_started_by_fkey" FOREIGN KEY (started_by) REFERENCES public.people(id);

CREATE INDEX sync_batches_leased_until_idx ON private.sync_batches USING btree (leased_until);

CREATE INDEX sync_batches_run_id_idx ON private.sync_batches USING btree (domain_id, run_id);

CREATE INDEX sync_records_failed_idx ON public.sync_records USING btree (domain_id, config_id, object, local_id)
  WHERE (state = 'failed'::text);

CREATE UNIQUE INDEX sync_runs_active_key ON public.sync_runs USING btree (domain_id, config_id)
  WHERE (state = ANY (ARRAY['running'::text, 'paused'::text]));

CREATE INDEX sync_runs_claimed_at_idx ON public.sync_runs USING btree (claimed_at)
  WHERE (state = 'running'::text);

CREATE INDEX sync_runs_config_id_idx ON public.sync_runs USING btree (domain_id, config_id, started_at DESC);

CREATE INDEX sync_runs_finished_at_idx ON public.sync_runs USING btree (finished_at);

CREATE INDEX sync_runs_started_by_idx ON public.sync_runs USING btree (started_by);

CREATE TRIGGER audit_delete AFTER DELETE ON public.sync_configs REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.sync_configs REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.sync_configs
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.sync_configs
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."sync_configs"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."sync_records"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."sync_runs"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "private"."sync_batches"."leased_until" IS 'Not reported by then, any worker may claim it.';

COMMENT ON COLUMN "private"."sync_batches"."local_ids" IS 'Accounts or visitors; the n-th has the trace id <id of the batch>-<n>.';

COMMENT ON COLUMN "public"."sync_configs"."direction" IS 'push: to the service.';

COMMENT ON COLUMN "public"."sync_configs"."field_map" IS 'By object, the service''s property and our field: {"contacts": {"email": "email"}}.';

COMMENT ON COLUMN "public"."sync_configs"."filters" IS 'include_test: test traffic too; seen_since: only what was first or last seen from then on.';

COMMENT ON COLUMN "public"."sync_configs"."integration_id" IS 'The connection.';

COMMENT ON COLUMN "public"."sync_configs"."is_enabled" IS 'False: nothing is started.';

COMMENT ON COLUMN "public"."sync_configs"."objects" IS 'companies (accounts), contacts (visitors with an e-mail address), in the order in which they are sent.';

COMMENT ON COLUMN "public"."sync_configs"."schedule" IS 'How long from one start to the next; null: by hand.';

COMMENT ON COLUMN "public"."sync_records"."config_id" IS 'The synchronisation.';

COMMENT ON COLUMN "public"."sync_records"."error" IS 'The service''s code.';

COMMENT ON COLUMN "public"."sync_records"."hash" IS 'SHA-256 of the properties that were sent last: the same again are not sent.';

COMMENT ON COLUMN "public"."sync_records"."last_synced_at" IS 'When it last arrived.';

COMMENT ON COLUMN "public"."sync_records"."local_id" IS 'The account or visitor.';

COMMENT ON COLUMN "public"."sync_records"."message" IS 'What the service wrote about this row.';

COMMENT ON COLUMN "public"."sync_records"."object" IS 'companies or contacts.';

COMMENT ON COLUMN "public"."sync_records"."remote_id" IS 'Its id at the service; null: never arrived.';

COMMENT ON COLUMN "public"."sync_records"."run_id" IS 'The run that sent it last.';

COMMENT ON COLUMN "public"."sync_records"."state" IS 'synced, or failed: sent again when it has changed, or by a run of kind failed.';

COMMENT ON COLUMN "public"."sync_records"."trace_id" IS 'Under which it was sent: the service answers about this one by it.';

COMMENT ON COLUMN "public"."sync_runs"."batches" IS 'How many batches were made.';

COMMENT ON COLUMN "public"."sync_runs"."claimed_at" IS 'When a worker last took a batch: of several runs, the one that has waited longest is next.';

COMMENT ON COLUMN "public"."sync_runs"."config_id" IS 'The synchronisation.';

COMMENT ON COLUMN "public"."sync_runs"."created" IS 'New at the service.';

COMMENT ON COLUMN "public"."sync_runs"."cursor_after" IS 'The row up to which it was read.';

COMMENT ON COLUMN "public"."sync_runs"."cursor_object" IS 'The object that is read; null before the first.';

COMMENT ON COLUMN "public"."sync_runs"."error" IS 'Why it failed, as a code.';

COMMENT ON COLUMN "public"."sync_runs"."failed" IS 'Refused by the service; see sync_records.';

COMMENT ON COLUMN "public"."sync_runs"."finished_at" IS 'When it ended.';

COMMENT ON COLUMN "public"."sync_runs"."is_read" IS 'Whether everything was read; then only open batches are left.';

COMMENT ON COLUMN "public"."sync_runs"."kind" IS 'changes: what differs from what was sent last; full: everything; failed: what was refused last.';

COMMENT ON COLUMN "public"."sync_runs"."paused_at" IS 'Since when it is paused.';

COMMENT ON COLUMN "public"."sync_runs"."pending" IS 'In batches that workers hold.';

COMMENT ON COLUMN "public"."sync_runs"."scanned" IS 'Rows looked at; the sum of unchanged, pending, created, updated, failed and skipped.';

COMMENT ON COLUMN "public"."sync_runs"."skipped" IS 'Gone meanwhile, or left open when the run was ended.';

COMMENT ON COLUMN "public"."sync_runs"."started_by" IS 'Who started it; null: its schedule.';

COMMENT ON COLUMN "public"."sync_runs"."state" IS 'running, paused, done, failed or cancelled.';

COMMENT ON COLUMN "public"."sync_runs"."unchanged" IS 'Not sent: as they were sent last.';

COMMENT ON COLUMN "public"."sync_runs"."updated" IS 'Changed at the service.';

COMMENT ON FUNCTION "private"."advance_sync"(public.sync_runs, integer, text, interval) IS 'Reads one window of a run, whose row the caller has locked. Returns the batch, which is the worker''s; null where nothing of the window has to be sent.';

COMMENT ON FUNCTION "private"."begin_sync"(public.sync_configs, text, uuid, uuid) IS 'Starts a run. Raises PT409 SYNC_DISABLED, NOT_CONNECTED, SYNC_RUNNING.';

COMMENT ON FUNCTION "private"."drop_tokens"(public.integrations, boolean) IS 'Forgets the tokens that the row names, and pauses its synchronisations. Unless the service has revoked them itself, a message in the outbox has it do so, and the refresh token stays in the vault until then. The caller empties the row''s columns.';

COMMENT ON FUNCTION "private"."end_sync"(uuid, uuid, text, text) IS 'Ends a run as done, failed or cancelled; what workers hold counts as skipped. A failed one is told to whoever manages the domain''s integrations.';

COMMENT ON FUNCTION "private"."fill_sync_batch"(private.sync_batches, public.sync_configs) IS 'What a batch sends, read now: rows may have changed since it was made, or are gone, which counts as skipped. Null: all of them are, and so is the batch.';

COMMENT ON FUNCTION "private"."find_sync_config"(uuid, uuid) IS 'The row. Asks for no permission: the caller has. Raises P0002 NOT_FOUND.';

COMMENT ON FUNCTION "private"."find_sync_run"(uuid, uuid) IS 'A run that has not ended, locked. Asks for no permission: the caller has. Raises P0002 NOT_FOUND; PT409 SYNC_ENDED.';

COMMENT ON FUNCTION "private"."map_fields"(jsonb, jsonb) IS 'The properties of one row: {property: text}. field_map: {property: field}; facts: the row as an object. Times in UTC, whatever the session''s zone.';

COMMENT ON FUNCTION "private"."next_sync_batch"(integer, text, interval) IS 'The batch that a worker gets: one whose lease has run out, or the next rows of the running run that has waited longest. Null: none now.';

COMMENT ON FUNCTION "private"."purge_secrets"(integer) IS 'Removes states of more than a day ago, and tokens that nobody could have revoked for a week, with their secrets.';

COMMENT ON FUNCTION "private"."read_sync_window"(public.sync_runs, public.sync_configs, text, integer) IS 'The next rows of a run''s object: those to be sent with their digests, page_size at most, how many were looked at, how many are as they were sent last, how many failed ones are gone, and the row up to which it was read; null: there are none left.';

COMMENT ON FUNCTION "private"."require_connected"(uuid, uuid) IS 'Raises PT409 NOT_CONNECTED unless the connection works; until the transaction ends nobody ends it.';

COMMENT ON FUNCTION "private"."settle_sync"(uuid, uuid) IS 'Ends a running run where everything was read and reported. Returns whether it was so.';

COMMENT ON FUNCTION "private"."start_due_syncs"(integer) IS 'Starts the synchronisations whose time has come; one that still goes on, or is paused, is left alone. Returns how many.';

COMMENT ON FUNCTION "private"."store_sync_results"(private.sync_batches, uuid, jsonb) IS 'Notes what became of each row of a batch, by its trace id, and counts them. A row without an answer has failed, with no_answer.';

COMMENT ON FUNCTION "private"."sync_config_fault"(text[], jsonb, jsonb) IS 'What is wrong with a synchronisation, as field: message; null for nothing.';

COMMENT ON FUNCTION "private"."sync_result_fault"(private.sync_batches, jsonb) IS 'What is wrong with a batch''s results; null for nothing.';

COMMENT ON FUNCTION "private"."sync_source"(public.sync_configs, text, uuid, uuid[], integer) IS 'Rows that a synchronisation sends, by id, after one, or these: key, by which the service knows it (a contact''s address, our id of a company), its properties, and their hash.';

COMMENT ON FUNCTION "private"."take_sync_batch"(uuid, text) IS 'The batch that the worker holds, locked after its run. Raises PT409 CLAIM_LOST.';

COMMENT ON FUNCTION "private"."wake_sync"(public.sync_runs) IS 'Tells the workers through the outbox that a run has batches for them.';

COMMENT ON FUNCTION "public"."cancel_sync"(uuid, uuid) IS 'Ends a run for good. What was sent stays sent; a batch that a worker holds is lost to it and counts as skipped. Needs integrations.edit. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SYNC_ENDED.';

COMMENT ON FUNCTION "public"."claim_sync_batch"(text, integer, interval) IS 'For workers: what to send next, for the time of the lease: a batch whose worker was lost, or the next rows of a run. inputs: as HubSpot''s batch upsert takes them; objectWriteTraceId names a row in the answer. No row: nothing now; ask again while a run is running. End it with report_sync_batch or fail_sync_batch. page_size: rows of a batch, 1 to 100. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."dry_run_sync"(uuid, uuid, integer) IS 'What a run of kind changes would send now; nothing is sent or stored. {object: {scanned, created, updated, unchanged, is_complete, sample: [{local_id, change, properties}]}}; is_complete: false when there are more rows than the 10000 that were looked at. page_size: rows of a sample, 1 to 500. Needs integrations.edit, and visitors.view and accounts.view. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."fail_sync_batch"(uuid, text, text, interval) IS 'For workers: the batch as a whole was not taken. error: a code. unauthorized and forbidden set the integration to status error and end the run; anything else is tried again, by any worker, after retry_after (what the service asked for) or 2, 4, 8 … seconds, and ends the run the tenth time. Returns when, or null. Errors: PT409 CLAIM_LOST; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."integration_detail"(uuid, uuid) IS 'One connection: {integration, syncs: [{…, last_run, failed_records}]}. Tokens are nowhere in it, nor their ids. Needs integrations.view. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."list_sync_records"(uuid, uuid, text, text, text, integer) IS 'Rows that a synchronisation has sent, those sent first last, and what became of them. state: synced or failed. object: companies or contacts. Needs integrations.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"state": "failed"}';

COMMENT ON FUNCTION "public"."list_sync_runs"(uuid[], uuid, text, text, timestamp with time zone, timestamp with time zone, text, integer) IS 'Runs of synchronisations, newest first, with their counters. domain_ids: null means all of the caller''s. config_id: of one synchronisation. state: running, paused, done, failed or cancelled. kind: changes, full or failed. started_from, started_to: begun from then on, and before then. Needs integrations.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"state": "failed"}';

COMMENT ON FUNCTION "public"."pause_sync"(uuid, uuid) IS 'Stops a run for a while: batches that workers hold may still be reported, and no other is handed out. Again it changes nothing. Needs integrations.edit. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SYNC_ENDED.';

COMMENT ON FUNCTION "public"."report_sync_batch"(uuid, text, jsonb) IS 'For workers: what became of each row of a batch. results: [{"trace_id": "…", "remote_id": "1", "is_new": true}], or {"trace_id": "…", "error": "VALIDATION_ERROR", "message": "…"} for those that were refused; a row that is left out has failed with no_answer. Returns {created, updated, failed, is_done}. Errors: PT409 CLAIM_LOST; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."resume_sync"(uuid, uuid) IS 'Goes on with a paused run, from where it was. Again it changes nothing. Needs integrations.edit. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SYNC_ENDED, NOT_CONNECTED.';

COMMENT ON FUNCTION "public"."run_integration_upkeep"(integer) IS 'For the worker, every minute: starts synchronisations whose time has come; removes what was begun more than a day ago and never finished, tokens that waited a week to be revoked, records of connections that ended 90 days ago, and runs of 13 months ago, batch_size (1 to 10000) at most of each. Returns {states, revocations, records, runs, started}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."set_sync_config"(uuid, uuid, text[], jsonb, jsonb, interval, boolean, integer) IS 'What a connection synchronises, and how often; replaces what was set. objects: contacts, companies or both, in the order in which they are sent. field_map: for each of them, the service''s property and our field. Fields of contacts: id, email, company_domain, first_seen_at, last_seen_at; of companies: id, company_domain, company_name, first_seen_at; of both enrichment.<key>. filters: include_test, seen_since. schedule: from one start to the next, 5 minutes to 30 days; null: by hand. is_enabled: false starts nothing. expected_version: of the one that is replaced. Needs integrations.manage and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION. Example: {"objects": ["contacts"], "field_map": {"contacts": {"email": "email"}}}';

COMMENT ON FUNCTION "public"."start_sync"(uuid, uuid, text, uuid) IS 'Starts a synchronisation. kind: changes sends what differs from what was sent last; full sends everything; failed sends again what the service refused. idempotency_key: the run''s id; the same again returns the run. Needs integrations.edit. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; PT409 SYNC_DISABLED, NOT_CONNECTED, SYNC_RUNNING; 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_member" ON "public"."sync_configs" IS 'Synchronisations of the domains where the person may view integrations.';

COMMENT ON POLICY "select_member" ON "public"."sync_records" IS 'Sent rows of the domains where the person may view integrations.';

COMMENT ON POLICY "select_member" ON "public"."sync_runs" IS 'Runs of the domains where the person may view integrations.';

COMMENT ON TABLE "private"."sync_batches" IS 'Batches that workers hold, or that wait to be sent again. Gone when they were reported.';

COMMENT ON TABLE "public"."sync_configs" IS 'Synchronisations: one a connection.';

COMMENT ON TABLE "public"."sync_records" IS 'What was sent of which row, and what became of it.';

COMMENT ON TABLE "public"."sync_runs" IS 'Each time that a synchronisation was started, with how far it has come.';

REVOKE ALL ON FUNCTION "private"."advance_sync"(public.sync_runs, integer, text, interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."advance_sync"(public.sync_runs, integer, text, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."advance_sync"(public.sync_runs, integer, text, interval) TO "postgres";

REVOKE ALL ON FUNCTION "private"."begin_sync"(public.sync_configs, text, uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."begin_sync"(public.sync_configs, text, uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."begin_sync"(public.sync_configs, text, uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."end_sync"(uuid, uuid, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."end_sync"(uuid, uuid, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."end_sync"(uuid, uuid, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."fill_sync_batch"(private.sync_batches, public.sync_configs) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."fill_sync_batch"(private.sync_batches, public.sync_configs) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."fill_sync_batch"(private.sync_batches, public.sync_configs) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_sync_config"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_sync_config"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_sync_config"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_sync_run"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_sync_run"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_sync_run"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."map_fields"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."map_fields"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."map_fields"(jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."next_sync_batch"(integer, text, interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."next_sync_batch"(integer, text, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."next_sync_batch"(integer, text, interval) TO "postgres";

REVOKE ALL ON FUNCTION "private"."purge_secrets"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."purge_secrets"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."purge_secrets"(integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_sync_window"(public.sync_runs, public.sync_configs, text, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_sync_window"(public.sync_runs, public.sync_configs, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_sync_window"(public.sync_runs, public.sync_configs, text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."require_connected"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_connected"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."require_connected"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."settle_sync"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."settle_sync"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."settle_sync"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."start_due_syncs"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."start_due_syncs"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."start_due_syncs"(integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_sync_results"(private.sync_batches, uuid, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_sync_results"(private.sync_batches, uuid, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_sync_results"(private.sync_batches, uuid, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."sync_config_fault"(text[], jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."sync_config_fault"(text[], jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."sync_config_fault"(text[], jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."sync_result_fault"(private.sync_batches, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."sync_result_fault"(private.sync_batches, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."sync_result_fault"(private.sync_batches, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."sync_source"(public.sync_configs, text, uuid, uuid[], integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."sync_source"(public.sync_configs, text, uuid, uuid[], integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."sync_source"(public.sync_configs, text, uuid, uuid[], integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_sync_batch"(uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_sync_batch"(uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_sync_batch"(uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."wake_sync"(public.sync_runs) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."wake_sync"(public.sync_runs) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."wake_sync"(public.sync_runs) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."cancel_sync"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."cancel_sync"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."cancel_sync"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "public"."claim_sync_batch"(text, integer, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_sync_batch"(text, integer, interval) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_sync_batch"(text, integer, interval) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."dry_run_sync"(uuid, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."dry_run_sync"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."dry_run_sync"(uuid, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "public"."fail_sync_batch"(uuid, text, text, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."fail_sync_batch"(uuid, text, text, interval) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."fail_sync_batch"(uuid, text, text, interval) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."integration_detail"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."integration_detail"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."integration_detail"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_sync_records"(uuid, uuid, text, text, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_sync_records"(uuid, uuid, text, text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_sync_records"(uuid, uuid, text, text, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_sync_runs"(uuid[], uuid, text, text, timestamp WITH time zone, timestamp WITH time zone, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_sync_runs"(uuid[], uuid, text, text, timestamp WITH time zone, timestamp WITH time zone, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_sync_runs"(uuid[], uuid, text, text, timestamp WITH time zone, timestamp WITH time zone, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."pause_sync"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."pause_sync"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."pause_sync"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "public"."report_sync_batch"(uuid, text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."report_sync_batch"(uuid, text, jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."report_sync_batch"(uuid, text, jsonb) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."resume_sync"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."resume_sync"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."resume_sync"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_integration_upkeep"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_integration_upkeep"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_integration_upkeep"(integer) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."set_sync_config"(uuid, uuid, text[], jsonb, jsonb, interval, boolean, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_sync_config"(uuid, uuid, text[], jsonb, jsonb, interval, boolean, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_sync_config"(uuid, uuid, text[], jsonb, jsonb, interval, boolean, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."start_sync"(uuid, uuid, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."start_sync"(uuid, uuid, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."start_sync"(uuid, uuid, text, uuid) TO "postgres";

REVOKE ALL ON TABLE "public"."sync_configs" FROM "authenticated";

GRANT SELECT ON TABLE "public"."sync_configs" TO "authenticated";

REVOKE ALL ON TABLE "public"."sync_configs" FROM "service_role";

GRANT SELECT ON TABLE "public"."sync_configs" TO "service_role";

REVOKE ALL ON TABLE "public"."sync_records" FROM "authenticated";

GRANT SELECT ON TABLE "public"."sync_records" TO "authenticated";

REVOKE ALL ON TABLE "public"."sync_records" FROM "service_role";

GRANT SELECT ON TABLE "public"."sync_records" TO "service_role";

REVOKE ALL ON TABLE "public"."sync_runs" FROM "authenticated";

GRANT SELECT ON TABLE "public"."sync_runs" TO "authenticated";

REVOKE ALL ON TABLE "public"."sync_runs" FROM "service_role";

GRANT SELECT ON TABLE "public"."sync_runs" TO "service_role";

ALTER TABLE "public"."sync_records"
  ADD CONSTRAINT "sync_records_config_id_fkey" FOREIGN KEY (domain_id, config_id) REFERENCES public.sync_configs(domain_id, id);

ALTER TABLE "public"."sync_runs"
  ADD CONSTRAINT "sync_runs_config_id_fkey" FOREIGN KEY (domain_id, config_id) REFERENCES public.sync_configs(domain_id, id);

CREATE INDEX sync_records_created_at_idx ON public.sync_records USING btree (domain_id, config_id, created_at DESC, id DESC);

CREATE INDEX sync_runs_started_at_idx ON public.sync_runs USING btree (domain_id, started_at DESC, id DESC);

-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values ('set_sync_config', false)
on conflict (rpc) do nothing;
