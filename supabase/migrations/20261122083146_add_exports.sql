-- Exports: files with the rows of a list, read with the rights of whoever asked for them.
SET local check_function_bodies = off;

CREATE TABLE "private"."export_claims" (
  "domain_id" uuid  NOT NULL,
  "export_id" uuid  NOT NULL,
  "claims"    jsonb NOT NULL,
  CONSTRAINT "export_claims_pkey" PRIMARY KEY (domain_id, export_id)
);

ALTER TABLE "private"."export_claims"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."export_parts" (
  "domain_id" uuid    NOT NULL,
  "export_id" uuid    NOT NULL,
  "part"      integer NOT NULL,
  "content"   text    NOT NULL,
  CONSTRAINT "export_parts_pkey" PRIMARY KEY (domain_id, export_id, part)
);

ALTER TABLE "private"."export_parts"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."export_kinds" (
  "kind"       text   NOT NULL,
  "rpc"        text   NOT NULL,
  "permission" text   NOT NULL,
  "columns"    text[] NOT NULL,
  CONSTRAINT "export_kinds_columns_check" CHECK ((cardinality(columns) > 0)),
  CONSTRAINT "export_kinds_pkey" PRIMARY KEY (kind),
  CONSTRAINT "export_kinds_rpc_check" CHECK ((rpc ~ '^list_[a-z_]{1,50}$'::text))
);

ALTER TABLE "public"."export_kinds"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."export_kinds" FROM "anon";

CREATE TABLE "public"."exports" (
  "domain_id"    uuid                     NOT NULL,
  "requested_by" uuid                     NOT NULL,
  "kind"         text                     NOT NULL,
  "filter"       jsonb                    NOT NULL DEFAULT '{}'::jsonb,
  "format"       text                     NOT NULL,
  "state"        text                     NOT NULL DEFAULT 'queued'::text,
  "error"        text,
  "parts"        integer                  NOT NULL DEFAULT 0,
  "row_count"    bigint                   NOT NULL DEFAULT 0,
  "byte_size"    bigint                   NOT NULL DEFAULT 0,
  "sha256"       text,
  "created_at"   timestamp with time zone NOT NULL DEFAULT now(),
  "finished_at"  timestamp with time zone,
  "expires_at"   timestamp with time zone,
  CONSTRAINT "exports_format_check" CHECK ((format = ANY (ARRAY['csv'::text, 'jsonl'::text]))),
  CONSTRAINT "exports_sha256_check" CHECK (((state = ANY (ARRAY['done'::text, 'expired'::text])) = (sha256 IS NOT NULL))),
  CONSTRAINT "exports_state_check" CHECK ((state = ANY (ARRAY['queued'::text, 'done'::text, 'failed'::text, 'expired'::text]))),
  "id"           uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "exports_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."exports"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."exports" FROM "anon";

CREATE OR REPLACE FUNCTION private.csv_field (
  value jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  SET search_path TO ''
  AS $function$
declare
  field text := coalesce(value #>> '{}', '');
begin
  if jsonb_typeof(value) <> 'number' and field ~ '^[=+@\t\r\n-]' then
    field := '''' || field;
  end if;
  if field ~ '[",\r\n'']' then
    return '"' || replace(field, '"', '""') || '"';
  end if;
  return field;
end;
$function$;

CREATE OR REPLACE FUNCTION private.export_line (
  row_data jsonb,
  columns  text[],
  format   text
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if format = 'csv' then
    return (
      select string_agg(private.csv_field(row_data -> c.name), ',' order by c.place)
      from unnest(columns) with ordinality as c (name, place)
    ) || e'\r\n';
  end if;
  return (
    select '{' || string_agg(to_json(c.name) || ': ' || coalesce((row_data -> c.name)::text, 'null'), ', ' order by c.place)
    from unnest(columns) with ordinality as c (name, place)
  ) || e'}\n';
end;
$function$;

CREATE OR REPLACE FUNCTION private.export_page (
  kind      public.export_kinds,
  filter    jsonb,
  format    text,
  after     text,
  page_size integer,
  OUT       content text,
  OUT       row_count integer,
  OUT       last_cursor text
)
  RETURNS record
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  execute pg_catalog.format(
    'select string_agg(private.export_line(to_jsonb(r), $4, $5), '''' order by r.place), count(*)::integer,
      (array_agg(r.cursor order by r.place desc))[1]
    from (
      select l.*, row_number() over () as place
      from public.%I(filter => $1, after => $2, page_size => $3) as l
    ) as r', kind.rpc
  )
  into content, row_count, last_cursor
  using filter, after, page_size, kind.columns, format;
end;
$function$;

CREATE OR REPLACE FUNCTION private.write_export (
  job       public.exports,
  most      integer,
  page_size integer
)
  RETURNS public.exports
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  worker constant text := current_setting('request.jwt.claims', true);
  wanted public.export_kinds;
  page record;
  place text;
begin
  select k.* into strict wanted from public.export_kinds as k where k.kind = job.kind;
  perform set_config('request.jwt.claims', (
    select c.claims::text from private.export_claims as c where c.domain_id = job.domain_id and c.export_id = job.id
  ), true);
  perform private.require(wanted.permission, job.domain_id);
  loop
    page := private.export_page(wanted, job.filter, job.format, place, page_size);
    if job.format = 'csv' and job.parts = 0 then
      page.content := array_to_string(wanted.columns, ',') || e'\r\n' || coalesce(page.content, '');
    end if;
    job.parts := job.parts + 1;
    job.row_count := job.row_count + page.row_count;
    insert into private.export_parts (domain_id, export_id, part, content)
    values (job.domain_id, job.id, job.parts, coalesce(page.content, ''));
    exit when page.row_count < page_size;
    if job.row_count >= most then
      perform private.bad_input('filter', format('gives more than %s rows', most));
    end if;
    place := page.last_cursor;
  end loop;
  perform set_config('request.jwt.claims', coalesce(worker, ''), true);
  select sum(octet_length(p.content)), encode(sha256(convert_to(string_agg(p.content, '' order by p.part), 'UTF8')), 'hex')
  into job.byte_size, job.sha256
  from private.export_parts as p where p.domain_id = job.domain_id and p.export_id = job.id;
  return job;
end;
$function$;

CREATE OR REPLACE FUNCTION public.download_export (
  domain_id uuid,
  export_id uuid,
  part      integer DEFAULT 1
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  wanted public.exports;
  needed text;
  piece text;
begin
  select e.* into wanted from public.exports as e
  where e.domain_id = download_export.domain_id and e.id = download_export.export_id
    and (e.requested_by = private.current_person_id() or e.domain_id = any(private.domains_with('audit.view')));
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such export of yours');
  end if;
  -- Whoever lost the permission since keeps no door to what was read with it.
  select k.permission into needed from public.export_kinds as k where k.kind = wanted.kind;
  perform private.require(needed, wanted.domain_id);
  if wanted.state = 'expired' or wanted.expires_at <= now() then
    perform private.fail('PT410', 'EXPORT_EXPIRED', 'the export has expired', 'Ask for it again.');
  end if;
  select p.content into piece from private.export_parts as p
  where p.domain_id = wanted.domain_id and p.export_id = wanted.id and p.part = download_export.part;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such part; it may not be made yet');
  end if;
  perform private.log_access('export', 'exports/' || wanted.kind, domain_id => wanted.domain_id);
  return jsonb_build_object(
    'part', part, 'parts', wanted.parts, 'content', piece, 'row_count', wanted.row_count, 'sha256', wanted.sha256,
    'file_name', pg_catalog.format('%s-%s.%s', wanted.kind, wanted.id, wanted.format)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."download_export"(uuid, uuid, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.request_export (
  domain_id uuid,
  kind      text,
  filter    jsonb DEFAULT '{}'::jsonb,
  format    text  DEFAULT 'csv'::text
)
  RETURNS public.exports
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  wanted public.export_kinds;
  given jsonb := coalesce(filter, '{}');
  made public.exports;
begin
  select k.* into wanted from public.export_kinds as k where k.kind = request_export.kind;
  if not found then
    perform private.bad_input('kind', 'must be one of export_kinds');
  end if;
  perform private.require(wanted.permission, request_export.domain_id);
  if format in ('csv', 'jsonl') is not true then
    perform private.bad_input('format', 'must be csv or jsonl');
  end if;
  if jsonb_typeof(given) <> 'object' or given ? 'domain_ids' then
    perform private.bad_input('filter', 'must be an object without domain_ids: it is of one domain');
  end if;
  given := given || jsonb_build_object('domain_ids', jsonb_build_array(request_export.domain_id));
  -- What the list refuses is refused now, and not by a worker later.
  perform private.export_page(wanted, given, format, null, 1);
  insert into public.exports (domain_id, requested_by, kind, filter, format)
  values (request_export.domain_id, private.current_person_id(), wanted.kind, given, request_export.format)
  returning * into made;
  insert into private.export_claims (domain_id, export_id, claims)
  values (made.domain_id, made.id, current_setting('request.jwt.claims', true)::jsonb);
  perform private.log_access('export', 'exports/' || wanted.kind, domain_id => made.domain_id);
  perform private.enqueue(
    'export.requested', 'export.requested:' || made.id, jsonb_build_object('export_id', made.id), made.domain_id
  );
  return made;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."request_export"(uuid, text, jsonb, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_export_upkeep (
  most      integer DEFAULT 100000,
  page_size integer DEFAULT 500
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  worker constant text := coalesce(current_setting('request.jwt.claims', true), '');
  job public.exports;
  expired bigint;
  fault text;
begin
  perform private.check_page_size(page_size);
  update public.exports as e set state = 'expired' where e.state = 'done' and e.expires_at <= now();
  get diagnostics expired = row_count;
  delete from private.export_parts as p using public.exports as e
  where e.domain_id = p.domain_id and e.id = p.export_id and e.state = 'expired';
  -- Two workers never take the same one, nor wait.
  select e.* into job from public.exports as e
  where e.state = 'queued' order by e.created_at, e.id limit 1 for update skip locked;
  if not found then
    return jsonb_build_object('export_id', null, 'expired', expired);
  end if;
  begin
    job := private.write_export(job, most, page_size);
    job.state := 'done';
    job.expires_at := now() + interval '7 days';
  exception
    when insufficient_privilege or invalid_parameter_value then
      get stacked diagnostics fault = message_text;
      job.state := 'failed';
      job.error := fault;
  end;
  perform set_config('request.jwt.claims', worker, true);
  update public.exports as e set
    state = job.state, error = job.error, parts = job.parts, row_count = job.row_count, byte_size = job.byte_size,
    sha256 = job.sha256, finished_at = clock_timestamp(), expires_at = job.expires_at
  where e.domain_id = job.domain_id and e.id = job.id;
  delete from private.export_claims as c where c.domain_id = job.domain_id and c.export_id = job.id;
  return jsonb_build_object('export_id', job.id, 'state', job.state, 'rows', job.row_count, 'expired', expired);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_export_upkeep"(integer, integer) FROM PUBLIC, "anon", "authenticated";

ALTER TABLE "public"."exports"
  ADD CONSTRAINT "exports_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."exports"
  ADD CONSTRAINT "exports_kind_fkey" FOREIGN KEY (kind) REFERENCES public.export_kinds(kind) ON UPDATE CASCADE;

ALTER TABLE "public"."exports"
  ADD CONSTRAINT "exports_requested_by_fkey" FOREIGN KEY (requested_by) REFERENCES public.people(id);

CREATE INDEX exports_kind_idx ON public.exports USING btree (kind);

CREATE INDEX exports_requested_by_idx ON public.exports USING btree (requested_by, created_at DESC);

CREATE TRIGGER audit_delete AFTER DELETE ON public.export_kinds REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{kind}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.export_kinds REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{kind}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.export_kinds
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{kind}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.exports REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{filter}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.exports REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{filter}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.exports REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{filter}'
);

CREATE POLICY "select_person" ON "public"."export_kinds"
  FOR SELECT
  TO "authenticated"
  USING ((( SELECT private.current_person_id() AS current_person_id) IS NOT NULL));

CREATE POLICY "select_requester" ON "public"."exports"
  FOR SELECT
  TO "authenticated"
  USING
    ((((requested_by = ( SELECT private.current_person_id() AS current_person_id)) AND (domain_id = ANY (( SELECT private.member_domains() AS member_domains)::uuid[]))) OR
    (domain_id = ANY (( SELECT private.domains_with('audit.view'::text) AS domains_with)::uuid[]))));

COMMENT ON COLUMN "public"."export_kinds"."columns" IS 'What is written of each row, in this order.';

COMMENT ON COLUMN "public"."export_kinds"."kind" IS 'Its name.';

COMMENT ON COLUMN "public"."export_kinds"."permission" IS 'What whoever asks needs in the domain, then and when the rows are read.';

COMMENT ON COLUMN "public"."export_kinds"."rpc" IS 'The list that gives the rows.';

COMMENT ON COLUMN "public"."exports"."byte_size" IS 'How long all its parts are together, in UTF-8.';

COMMENT ON COLUMN "public"."exports"."error" IS 'Why it failed.';

COMMENT ON COLUMN "public"."exports"."expires_at" IS 'Until when it can be fetched.';

COMMENT ON COLUMN "public"."exports"."filter" IS 'The filter of the list, of this domain alone.';

COMMENT ON COLUMN "public"."exports"."finished_at" IS 'When it was done, or had failed.';

COMMENT ON COLUMN "public"."exports"."format" IS 'csv or jsonl: a JSON object a line.';

COMMENT ON COLUMN "public"."exports"."kind" IS 'What it has, as in export_kinds.';

COMMENT ON COLUMN "public"."exports"."parts" IS 'In how many pieces it comes.';

COMMENT ON COLUMN "public"."exports"."requested_by" IS 'Who asked for it.';

COMMENT ON COLUMN "public"."exports"."row_count" IS 'How many rows it has, without the heading.';

COMMENT ON COLUMN "public"."exports"."sha256" IS 'Of all its parts one after the other, in UTF-8.';

COMMENT ON COLUMN "public"."exports"."state" IS 'queued, done, failed, or expired: its parts are gone.';

COMMENT ON FUNCTION "private"."csv_field"(jsonb) IS 'A value as a field of a CSV file, harmless to spreadsheets. Nothing for null; JSON for arrays and objects.';

COMMENT ON FUNCTION "private"."export_line"(jsonb, text[], text) IS 'A row as a line of an export, with its end. format: csv or jsonl.';

COMMENT ON FUNCTION "private"."export_page"(public.export_kinds, jsonb, text, text, integer) IS 'A page of a list, as text, and where the next begins.';

COMMENT ON FUNCTION "private"."write_export"(public.exports, integer, integer) IS 'Writes the parts of an export, a page each, with the rights of whoever asked for it, and returns it with their number, rows, length and checksum. most: more rows than that are refused.';

COMMENT ON FUNCTION "public"."download_export"(uuid, uuid, integer) IS 'A part of an export that the caller asked for, or any for whoever views the audit log; all parts one after the other are the file, and sha256 is that of it. export_id: the export. part: from 1. Needs what export_kinds names for the kind, still. Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; PT410 EXPORT_EXPIRED.';

COMMENT ON FUNCTION "public"."request_export"(uuid, text, jsonb, text) IS 'Asks for a file with the rows of a list, of one domain; returns it, queued. The worker makes it with the rights that the caller has then. kind: one of export_kinds. filter: as the list takes it, without domain_ids. format: csv or jsonl. Needs what export_kinds names for the kind. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "kind": "events", "filter": {"name": "order_placed"}, "format": "csv"}';

COMMENT ON FUNCTION "public"."run_export_upkeep"(integer, integer) IS 'For the worker, whenever the outbox has export.requested, until export_id is null: makes the oldest export that waits, with the rights of whoever asked for it, and drops what has expired. A worker that is killed has made nothing, and it still waits. most: an export with more rows fails. Returns {export_id, state, rows, expired}. Errors: 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_person" ON "public"."export_kinds" IS 'For everybody who works here: it tells what can be asked, of nobody.';

COMMENT ON POLICY "select_requester" ON "public"."exports" IS 'The own exports while one works in their domain; all of a domain for whoever views its audit log.';

COMMENT ON TABLE "private"."export_claims" IS 'The token with which an export was asked for, until it is made.';

COMMENT ON TABLE "private"."export_parts" IS 'The text of exports.';

COMMENT ON TABLE "public"."export_kinds" IS 'What can be exported.';

COMMENT ON TABLE "public"."exports" IS 'Files that people asked for: rows of a list, as they might read it themselves.';

REVOKE ALL ON FUNCTION "private"."csv_field"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."csv_field"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."csv_field"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."export_line"(jsonb, text[], text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."export_line"(jsonb, text[], text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."export_line"(jsonb, text[], text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."export_page"(public.export_kinds, jsonb, text, text, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."export_page"(public.export_kinds, jsonb, text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."export_page"(public.export_kinds, jsonb, text, text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."write_export"(public.exports, integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."write_export"(public.exports, integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."write_export"(public.exports, integer, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."download_export"(uuid, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."download_export"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."download_export"(uuid, uuid, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."request_export"(uuid, text, jsonb, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."request_export"(uuid, text, jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."request_export"(uuid, text, jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_export_upkeep"(integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_export_upkeep"(integer, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_export_upkeep"(integer, integer) TO "service_role";

REVOKE ALL ON TABLE "public"."export_kinds" FROM "authenticated";

GRANT SELECT ON TABLE "public"."export_kinds" TO "authenticated";

REVOKE ALL ON TABLE "public"."export_kinds" FROM "service_role";

GRANT SELECT ON TABLE "public"."export_kinds" TO "service_role";

REVOKE ALL ON TABLE "public"."exports" FROM "authenticated";

GRANT SELECT ON TABLE "public"."exports" TO "authenticated";

REVOKE ALL ON TABLE "public"."exports" FROM "service_role";

GRANT SELECT ON TABLE "public"."exports" TO "service_role";

ALTER TABLE "private"."export_claims"
  ADD CONSTRAINT "export_claims_export_id_fkey" FOREIGN KEY (domain_id, export_id) REFERENCES public.exports(domain_id, id) ON DELETE CASCADE;

ALTER TABLE "private"."export_parts"
  ADD CONSTRAINT "export_parts_export_id_fkey" FOREIGN KEY (domain_id, export_id) REFERENCES public.exports(domain_id, id) ON DELETE CASCADE;

CREATE INDEX exports_state_idx ON public.exports USING btree (created_at, id)
  WHERE (state = ANY (ARRAY['queued'::text, 'done'::text]));

-- What can be exported, from which list, and which of its columns.
insert into public.export_kinds (kind, rpc, permission, columns)
values
(
  'cases', 'list_cases', 'cases.view',
  '{id,code,title,species,status,priority,category,location,goal_minor,currency,created_at,completed_at}'
),
(
  'conversations', 'list_conversations', 'conversations.view',
  '{id,visitor_id,visitor_email,account_name,started_at,last_message_at,total_turns,language,status,outcome,first_message,score,scorer}'
),
(
  'events', 'list_events', 'events.view',
  '{id,name,schema_version,actor_kind,actor_id,object,properties,occurred_at,received_at,source,trace_id,is_test,has_clock_skew}'
),
(
  'tickets', 'list_tickets', 'tickets.view',
  '{id,number,kind,title,status,priority,reporter_name,assignee_name,created_at,last_change_at,linear_identifier,linear_url}'
),
(
  'visitors', 'list_visitors', 'visitors.view',
  '{id,email,account_name,first_seen_at,last_seen_at,sessions,conversations}'
)
on conflict (kind) do update
set rpc = excluded.rpc, permission = excluded.permission, columns = excluded.columns
where to_jsonb(export_kinds) <> to_jsonb(excluded);
