-- Programs of others read a domain with keys of their own: what each may read, how often, and until when.
SET local check_function_bodies = off;

CREATE TABLE "private"."api_key_secrets" (
  "secret_hash" bytea                    NOT NULL,
  "domain_id"   uuid                     NOT NULL,
  "key_id"      uuid                     NOT NULL,
  "created_at"  timestamp with time zone NOT NULL DEFAULT now(),
  "ends_at"     timestamp with time zone,
  CONSTRAINT "api_key_secrets_secret_hash_pkey" PRIMARY KEY (secret_hash)
);

ALTER TABLE "private"."api_key_secrets"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."api_key_slots" (
  "domain_id" uuid                     NOT NULL,
  "key_id"    uuid                     NOT NULL,
  "slot"      integer                  NOT NULL,
  "used_at"   timestamp with time zone NOT NULL DEFAULT '-infinity'::timestamp WITH time zone,
  CONSTRAINT "api_key_slots_pkey" PRIMARY KEY (domain_id, key_id, slot)
);

ALTER TABLE "private"."api_key_slots"
  ENABLE ROW LEVEL SECURITY;

ALTER TABLE "private"."api_key_slots"
  SET (fillfactor=50);

CREATE TABLE "public"."api_keys" (
  "domain_id"      uuid                     NOT NULL,
  "name"           text                     NOT NULL,
  "prefix"         text                     NOT NULL,
  "scopes"         text[]                   NOT NULL,
  "is_client_wide" boolean                  NOT NULL DEFAULT false,
  "rate_limit"     integer                  NOT NULL DEFAULT 60,
  "expires_at"     timestamp with time zone,
  "created_by"     uuid                     NOT NULL,
  "revoked_by"     uuid,
  "revoked_at"     timestamp with time zone,
  "created_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "version"        integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "api_keys_name_check" CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 100))),
  CONSTRAINT "api_keys_prefix_check" CHECK ((prefix ~ '^bo_[0-9a-f]{8}$'::text)),
  CONSTRAINT "api_keys_rate_limit_check" CHECK (((rate_limit >= 1) AND (rate_limit <= 600))),
  CONSTRAINT "api_keys_revoked_at_check" CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  CONSTRAINT "api_keys_scopes_check" CHECK ((cardinality(scopes) > 0)),
  "id"             uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "api_keys_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."api_keys"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."api_keys" FROM "anon";

CREATE OR REPLACE FUNCTION private.api_resources()
  RETURNS TABLE (
    resource   text,
    permission text,
    columns    text[]
  )
  LANGUAGE plpgsql
  IMMUTABLE
  ROWS 10
  SET search_path TO ''
  AS $function$
begin
  return query values
    ('accounts', 'accounts.view', '{company_domain,company_name,first_seen_at}'::text []),
    ('cases', 'cases.view', '{code,title,description,species,status,priority,category,location,goal_minor,currency,published_at,completed_at,archived_at,created_at,updated_at,version}'),
    ('donations', 'donations.view', '{case_id,amount_minor,currency,method,status,given_at,archived_at,created_at,updated_at,version}'),
    ('orders', 'orders.view', '{external_id,platform_user_id,token_id,order_type,side,provider,size_minor,status,placed_at,created_at,updated_at}'),
    ('platform_users', 'platform_users.view', '{external_id,status,joined_at,created_at,updated_at,version}'),
    ('tickets', 'tickets.view', '{number,kind,title,description,status,close_reason,priority,conversation_id,resolved_at,closed_at,created_at,updated_at,version}'),
    ('tokens', 'tokens.view', '{chain,address,symbol,decimals,provider,created_at,updated_at}'),
    ('topics', 'topics.view', '{name,label,status,parent_id,merged_into_id,created_at,updated_at,version}'),
    ('transactions', 'transactions.view', '{chain_ref,platform_user_id,token_id,order_external_id,order_type,side,amount_minor,volume_usd_minor,fee_minor,fee_asset,status,occurred_at,received_at}');
end;
$function$;

CREATE OR REPLACE FUNCTION private.begin_request()
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  headers jsonb := nullif(current_setting('request.headers', true), '')::jsonb;
  given text := headers ->> 'x-request-id';
begin
  if current_user <> 'service_role' and headers ->> 'prefer' ~* 'count\s*=\s*"?(planned|estimated)' then
    raise exception 'prefer: only exact counts are given'
      using errcode = '22023', detail = 'INVALID_INPUT', hint = 'Ask for count=exact, or for no count.';
  end if;
  -- A caller's id joins our log to his; anything that is no plain id would only be noise in it.
  if given is null or given !~ '^[A-Za-z0-9._-]{1,100}$' then
    given := gen_random_uuid()::text;
  end if;
  perform set_config('app.request_id', given, true);
  if headers ? 'x-api-key' then
    perform private.enter_api_key(headers ->> 'x-api-key');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_api_key (
  domain_id      uuid,
  scopes         text[],
  is_client_wide boolean
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  offered constant text [] := array(select distinct r.permission from private.api_resources() as r order by 1);
  wanted text;
begin
  if cardinality(scopes) > 0 is not true or scopes <@ offered is not true then
    perform private.bad_input('scopes', 'some of ' || array_to_string(offered, ', '));
  end if;
  foreach wanted in array scopes loop
    perform private.require(wanted, check_api_key.domain_id);
  end loop;
  if is_client_wide is null then
    perform private.bad_input('is_client_wide', 'true or false');
  end if;
  if is_client_wide then
    perform private.require('integrations.manage', d.id)
    from public.domains as here
    inner join public.domains as d on d.client_id = here.client_id
    where here.id = check_api_key.domain_id and d.archived_at is null;
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.current_api_key()
  RETURNS public.api_keys
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  claims constant jsonb := nullif(current_setting('request.jwt.claims', true), '');
  found_key public.api_keys;
begin
  select k.* into found_key
  from public.api_keys as k
  inner join public.people as p on p.id = k.created_by
  where k.domain_id = (claims ->> 'api_key_domain_id')::uuid and k.id = (claims ->> 'api_key_id')::uuid
    and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > now())
    and p.status = 'active';
  return found_key;
end;
$function$;

CREATE OR REPLACE FUNCTION private.enter_api_key (
  given text
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  key record;
begin
  if current_setting('role') <> 'anon' then
    perform private.bad_input('x-api-key', 'comes without a login and without the secret key');
  end if;
  select k.domain_id, k.id into key
  from private.api_key_secrets as s
  inner join public.api_keys as k on k.domain_id = s.domain_id and k.id = s.key_id
  where s.secret_hash = sha256(convert_to(given, 'UTF8'))
    and (s.ends_at is null or s.ends_at > now())
    and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
  if not found then
    perform private.fail('PT401', 'API_KEY_REFUSED', 'there is no such key, or it has ended');
  end if;
  if current_setting('request.method', true) is distinct from 'POST' or current_setting('transaction_read_only')::boolean then
    perform private.fail('PT405', 'POST_REQUIRED', 'with a key, call the functions that are made for keys', 'Use POST.');
  end if;
  perform private.take_api_slot(key.domain_id, key.id);
  perform set_config(
    'request.jwt.claims',
    jsonb_build_object('role', 'anon', 'api_key_domain_id', key.domain_id, 'api_key_id', key.id)::text, true
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_api_key (
  domain_id uuid,
  key_id    uuid
)
  RETURNS public.api_keys
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  found_key public.api_keys;
begin
  select k.* into found_key from public.api_keys as k
  where k.domain_id = find_api_key.domain_id and k.id = find_api_key.key_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such key');
  end if;
  return found_key;
end;
$function$;

CREATE OR REPLACE FUNCTION private.issue_api_secret (
  domain_id uuid,
  key_id    uuid,
  prefix    text
)
  RETURNS text
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  secret constant text := prefix || '_' || private.url_safe(extensions.gen_random_bytes(32));
begin
  insert into private.api_key_secrets (secret_hash, domain_id, key_id)
  values (sha256(convert_to(secret, 'UTF8')), issue_api_secret.domain_id, issue_api_secret.key_id);
  return secret;
end;
$function$;

CREATE OR REPLACE FUNCTION private.key_domains (
  permission text
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  key constant public.api_keys := private.current_api_key();
  scope record;
begin
  if permission = any(key.scopes) is not true then
    return '{}'::uuid [];
  end if;
  -- Who made it proved a strong login then; roles that need one count.
  scope := private.permission_scope(key.created_by, permission, true);
  return array(
    select d.id
    from public.domains as d
    where d.archived_at is null
      and (scope.is_everywhere or d.id = any(scope.allowed)) and d.id <> all(scope.denied)
      and (
        d.id = key.domain_id
        or key.is_client_wide and d.client_id = (select h.client_id from public.domains as h where h.id = key.domain_id)
      )
    order by d.id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.new_api_prefix()
  RETURNS text
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  return 'bo_' || encode(extensions.gen_random_bytes(4), 'hex');
end;
$function$;

CREATE OR REPLACE FUNCTION private.require_key (
  permission text,
  domain_id  uuid
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if require_key.domain_id = any(private.key_domains(permission)) is not true then
    perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_api_slot (
  domain_id uuid,
  key_id    uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  at constant timestamptz := clock_timestamp();
  seconds integer;
begin
  update private.api_key_slots as s set used_at = at
  where s.domain_id = take_api_slot.domain_id and s.key_id = take_api_slot.key_id
    and s.slot = (
      select free.slot from private.api_key_slots as free
      where free.domain_id = take_api_slot.domain_id and free.key_id = take_api_slot.key_id
        and free.used_at <= at - interval '1 minute'
      limit 1 for update skip locked
    );
  if found then
    return;
  end if;
  select greatest(1, ceil(extract(epoch from min(s.used_at) + interval '1 minute' - at))) into seconds
  from private.api_key_slots as s
  where s.domain_id = take_api_slot.domain_id and s.key_id = take_api_slot.key_id;
  raise exception using
    errcode = 'PGRST',
    message = jsonb_build_object(
      'code', 'PT429', 'message', 'this key has made as many requests as it may in a minute',
      'details', 'RATE_LIMITED', 'hint', format('Try again in %s s.', seconds)
    ),
    detail = jsonb_build_object('status', 429, 'headers', jsonb_build_object('Retry-After', seconds::text));
end;
$function$;

CREATE OR REPLACE FUNCTION public.create_api_key (
  domain_id      uuid,
  name           text,
  scopes         text[],
  reason         text,
  is_client_wide boolean                  DEFAULT false,
  rate_limit     integer                  DEFAULT 60,
  expires_at     timestamp with time zone DEFAULT NULL::timestamp WITH time zone
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  made public.api_keys;
begin
  perform private.require('integrations.manage', create_api_key.domain_id);
  perform private.begin_sensitive('create_api_key', create_api_key.reason);
  perform private.check_api_key(create_api_key.domain_id, create_api_key.scopes, create_api_key.is_client_wide);
  if length(btrim(create_api_key.name)) between 1 and 100 is not true then
    perform private.bad_input('name', '1 to 100 characters');
  end if;
  if create_api_key.rate_limit between 1 and 600 is not true then
    perform private.bad_input('rate_limit', '1 to 600 requests a minute');
  end if;
  if create_api_key.expires_at <= now() then
    perform private.bad_input('expires_at', 'a time to come');
  end if;
  insert into public.api_keys as k (domain_id, name, prefix, scopes, is_client_wide, rate_limit, expires_at, created_by)
  values (
    create_api_key.domain_id, btrim(create_api_key.name), private.new_api_prefix(),
    array(select distinct wanted.scope from unnest(create_api_key.scopes) as wanted (scope) order by 1),
    create_api_key.is_client_wide, create_api_key.rate_limit, create_api_key.expires_at, private.current_person_id()
  )
  returning k.* into made;
  insert into private.api_key_slots (domain_id, key_id, slot)
  select made.domain_id, made.id, n from generate_series(1, made.rate_limit) as n;
  return to_jsonb(made)
    || jsonb_build_object('key', private.issue_api_secret(made.domain_id, made.id, made.prefix));
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_api_key"(uuid, text, text[], text, boolean, integer, timestamp WITH time zone) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_api_keys (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id       uuid,
    id              uuid,
    name            text,
    prefix          text,
    scopes          text[],
    is_client_wide  boolean,
    rate_limit      integer,
    expires_at      timestamp with time zone,
    last_used_at    timestamp with time zone,
    old_key_ends_at timestamp with time zone,
    created_by      uuid,
    created_at      timestamp with time zone,
    revoked_by      uuid,
    revoked_at      timestamp with time zone,
    cursor          text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  mine constant uuid [] := private.permitted_domains('integrations.view', domain_ids);
  place constant record := private.read_time_cursor('api_keys', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    k.domain_id, k.id, k.name, k.prefix, k.scopes, k.is_client_wide, k.rate_limit, k.expires_at,
    (
      select nullif(max(s.used_at), '-infinity') from private.api_key_slots as s
      where s.domain_id = k.domain_id and s.key_id = k.id
    ),
    (
      select s.ends_at from private.api_key_secrets as s
      where s.domain_id = k.domain_id and s.key_id = k.id and s.ends_at > now()
    ),
    k.created_by, k.created_at, k.revoked_by, k.revoked_at,
    private.make_time_cursor('api_keys', k.created_at, k.id, k.domain_id)
  from (
    select page.* from unnest(mine) as tenant (id)
    cross join lateral (
      select k.* from public.api_keys as k
      where k.domain_id = tenant.id
        and (after is null or (k.created_at, k.id, k.domain_id) < (place.at, place.id, place.domain_id))
      order by k.created_at desc, k.id desc
      limit page_size
    ) as page
    order by page.created_at desc, page.id desc, page.domain_id desc
    limit page_size
  ) as k
  order by k.created_at desc, k.id desc, k.domain_id desc;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_api_keys"(uuid[], text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.my_api_key()
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  key constant public.api_keys := private.current_api_key();
begin
  if key.id is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'this request came without an API key');
  end if;
  return jsonb_build_object(
    'id', key.id, 'name', key.name, 'rate_limit', key.rate_limit, 'expires_at', key.expires_at,
    'scopes', (
      select jsonb_object_agg(wanted.scope, to_jsonb(private.key_domains(wanted.scope)))
      from unnest(key.scopes) as wanted (scope)
    ),
    'resources', (
      select jsonb_object_agg(r.resource, r.permission) from private.api_resources() as r where r.permission = any(key.scopes)
    )
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."my_api_key"() FROM PUBLIC, "authenticated", "service_role";

CREATE OR REPLACE FUNCTION public.read_records (
  resource  text,
  domain_id uuid,
  after     uuid    DEFAULT NULL::uuid,
  page_size integer DEFAULT 100
)
  RETURNS SETOF jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  ROWS 100
  SET search_path TO ''
  AS $function$
declare
  wanted record;
begin
  select r.* into wanted from private.api_resources() as r where r.resource = read_records.resource;
  if not found then
    perform private.bad_input('resource', 'no such resource');
  end if;
  perform private.require_key(wanted.permission, read_records.domain_id);
  perform private.check_page_size(page_size);
  return query execute format(
    'select to_jsonb(page) from (
       select r.domain_id, r.id, %s from public.%I as r
       where r.domain_id = $1 and ($2 is null or r.id > $2) order by r.id limit $3
     ) as page',
    (select string_agg(format('r.%I', name), ', ' order by place) from unnest(wanted.columns) with ordinality as c (name, place)),
    wanted.resource
  ) using read_records.domain_id, after, page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."read_records"(text, uuid, uuid, integer) FROM PUBLIC, "authenticated", "service_role";

CREATE OR REPLACE FUNCTION public.revoke_api_key (
  domain_id uuid,
  key_id    uuid,
  reason    text
)
  RETURNS public.api_keys
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  revoked public.api_keys;
begin
  perform private.require('integrations.manage', revoke_api_key.domain_id);
  perform private.begin_sensitive('revoke_api_key', revoke_api_key.reason);
  revoked := private.find_api_key(revoke_api_key.domain_id, revoke_api_key.key_id);
  if revoked.revoked_at is not null then
    return revoked;
  end if;
  -- The slots stay: they tell when it was used last.
  delete from private.api_key_secrets as s where s.domain_id = revoked.domain_id and s.key_id = revoked.id;
  update public.api_keys as k set revoked_at = now(), revoked_by = private.current_person_id()
  where k.domain_id = revoked.domain_id and k.id = revoked.id
  returning k.* into revoked;
  return revoked;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."revoke_api_key"(uuid, uuid, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.rotate_api_key (
  domain_id uuid,
  key_id    uuid,
  reason    text,
  overlap   interval DEFAULT '1 day'::interval
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  rotated public.api_keys;
begin
  perform private.require('integrations.manage', rotate_api_key.domain_id);
  perform private.begin_sensitive('rotate_api_key', rotate_api_key.reason);
  if overlap between '0' and '7 days' is not true then
    perform private.bad_input('overlap', 'up to 7 days');
  end if;
  rotated := private.find_api_key(rotate_api_key.domain_id, rotate_api_key.key_id);
  if rotated.revoked_at is not null or rotated.expires_at <= now() then
    perform private.fail('PT409', 'KEY_ENDED', 'this key was revoked or has expired', 'Make another one.');
  end if;
  -- Who rotates twice within an overlap ends the oldest: two are in force, never three.
  delete from private.api_key_secrets as s
  where s.domain_id = rotated.domain_id and s.key_id = rotated.id and s.ends_at is not null;
  update private.api_key_secrets as s set ends_at = now() + overlap
  where s.domain_id = rotated.domain_id and s.key_id = rotated.id;
  update public.api_keys as k set prefix = private.new_api_prefix()
  where k.domain_id = rotated.domain_id and k.id = rotated.id
  returning k.* into rotated;
  return to_jsonb(rotated) || jsonb_build_object(
    'key', private.issue_api_secret(rotated.domain_id, rotated.id, rotated.prefix), 'old_key_ends_at', now() + overlap
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."rotate_api_key"(uuid, uuid, text, interval) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."api_keys"
  ADD CONSTRAINT "api_keys_created_by_fkey" FOREIGN KEY (created_by) REFERENCES public.people(id);

ALTER TABLE "public"."api_keys"
  ADD CONSTRAINT "api_keys_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."api_keys"
  ADD CONSTRAINT "api_keys_revoked_by_fkey" FOREIGN KEY (revoked_by) REFERENCES public.people(id);

CREATE INDEX api_key_secrets_key_id_idx ON private.api_key_secrets USING btree (domain_id, key_id);

CREATE UNIQUE INDEX api_key_secrets_key_id_key ON private.api_key_secrets USING btree (domain_id, key_id)
  WHERE (ends_at IS NULL);

CREATE INDEX api_keys_created_by_idx ON public.api_keys USING btree (created_by);

CREATE INDEX api_keys_revoked_by_idx ON public.api_keys USING btree (revoked_by);

CREATE TRIGGER audit_delete AFTER DELETE ON public.api_keys REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.api_keys REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.api_keys REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.api_keys
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."api_keys"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "private"."api_key_secrets"."ends_at" IS 'When this version ends, because there is a newer one; null: it is the newest.';

COMMENT ON COLUMN "private"."api_key_secrets"."secret_hash" IS 'SHA-256 of the key; the key itself is nowhere.';

COMMENT ON COLUMN "private"."api_key_slots"."used_at" IS 'When a request took this slot; it is free again a minute later.';

COMMENT ON COLUMN "public"."api_keys"."created_by" IS 'Who made it, and on whose rights it lives.';

COMMENT ON COLUMN "public"."api_keys"."expires_at" IS 'When it ends by itself; null: never.';

COMMENT ON COLUMN "public"."api_keys"."is_client_wide" IS 'Whether it reaches the other domains of the same client too.';

COMMENT ON COLUMN "public"."api_keys"."name" IS 'What it is for, in words of whoever made it.';

COMMENT ON COLUMN "public"."api_keys"."prefix" IS 'How the key begins, so that people and secret scanners recognise it; that of the newest version.';

COMMENT ON COLUMN "public"."api_keys"."rate_limit" IS 'How many requests it may make in any 60 seconds.';

COMMENT ON COLUMN "public"."api_keys"."revoked_at" IS 'Since when it is ended; for good.';

COMMENT ON COLUMN "public"."api_keys"."revoked_by" IS 'Who ended it.';

COMMENT ON COLUMN "public"."api_keys"."scopes" IS 'Permissions, such as cases.view; never more than created_by has himself at the moment of use.';

COMMENT ON FUNCTION "private"."api_resources"() IS 'What API keys may read: the table, the permission that a key needs as a scope, and the columns that it gets besides domain_id and id.';

COMMENT ON FUNCTION "private"."begin_request"() IS 'Called by the API before each request, by any role: names the request in app.request_id, lets whoever brings an API key act for it, and raises 22023 INVALID_INPUT for a count by estimates without the secret key. Errors, of a key: PT401 API_KEY_REFUSED; PT405 POST_REQUIRED; PT429 RATE_LIMITED.';

COMMENT ON FUNCTION "private"."check_api_key"(uuid, text[], boolean) IS 'Raises 22023 INVALID_INPUT unless the scopes are offered, and 42501 PERMISSION_DENIED unless the caller has them all in the domain and, for a key of all of the client''s domains, manages the integrations of each.';

COMMENT ON FUNCTION "private"."current_api_key"() IS 'The API key with which this request came, as private.enter_api_key() found it; empty where there is none, or it has ended.';

COMMENT ON FUNCTION "private"."enter_api_key"(text) IS 'For begin_request(): the request came with this API key. From here on it acts for it, by the claims api_key_domain_id and api_key_id. Errors: 22023 INVALID_INPUT; PT401 API_KEY_REFUSED; PT405 POST_REQUIRED; PT429 RATE_LIMITED.';

COMMENT ON FUNCTION "private"."find_api_key"(uuid, uuid) IS 'The row, locked. Asks for no permission: the caller has. Raises P0002 NOT_FOUND.';

COMMENT ON FUNCTION "private"."issue_api_secret"(uuid, uuid, text) IS 'A new version of an API key, in full; only its hash is kept.';

COMMENT ON FUNCTION "private"."key_domains"(text) IS 'Ids of the domains in which the request''s API key has the permission: where it is one of its scopes, and who made it has it now. Never null; archived domains are never in it.';

COMMENT ON FUNCTION "private"."new_api_prefix"() IS 'How a new API key begins: bo_ and eight hexadecimal digits, which tell nothing of the rest. A scanner finds keys by bo_[0-9a-f]{8}_[A-Za-z0-9_-]{43}.';

COMMENT ON FUNCTION "private"."require_key"(text, uuid) IS 'Raises 42501 PERMISSION_DENIED unless the request came with an API key that has the permission in that domain.';

COMMENT ON FUNCTION "private"."take_api_slot"(uuid, uuid) IS 'Counts a request of an API key. Where it may make no more, answers 429 (PT429 RATE_LIMITED) with the header Retry-After; what is refused, or fails, is not counted.';

COMMENT ON FUNCTION "public"."create_api_key"(uuid, text, text[], text, boolean, integer, timestamp with time zone) IS 'Makes a key with which a program reads the domain. Returns the row and key, the key itself, which is shown here and never again. scopes: permissions such as cases.view; each must be one that keys are offered and that the caller has there. is_client_wide: the key reaches the other domains of the client too. rate_limit: requests in any 60 seconds, 1 to 600. expires_at: null: it ends when it is revoked. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED.';

COMMENT ON FUNCTION "public"."list_api_keys"(uuid[], text, integer) IS 'Keys of other programs, newest first; the keys themselves are nowhere. last_used_at: of the last request that was answered. old_key_ends_at: until when the version before the last rotation works. domain_ids: null means all of the caller''s. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs integrations.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"page_size": 20}';

COMMENT ON FUNCTION "public"."my_api_key"() IS 'For programs with an API key: id, name, rate_limit and expires_at of the key, scopes with the domains in which each holds now, and the resources that read_records() reads with them. Errors: 42501 PERMISSION_DENIED.';

COMMENT ON FUNCTION "public"."read_records"(text, uuid, uuid, integer) IS 'For programs with an API key: all rows of a resource in one domain, by id. resource: accounts, cases, donations, orders, platform_users, tickets, tokens, topics or transactions. after: the id of the last row of the page before. page_size: 1 to 500. Needs the permission to view it as a scope of the key. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."revoke_api_key"(uuid, uuid, text) IS 'Ends a key, for good: from the very next request. Again it changes nothing. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."rotate_api_key"(uuid, uuid, text, interval) IS 'Gives a key a new version, with the same rights. Returns the row, key, which is shown here and never again, and old_key_ends_at: until then the version before works too. overlap: 0 to 7 days. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT409 KEY_ENDED.';

COMMENT ON POLICY "select_member" ON "public"."api_keys" IS 'Keys of the domains where the person may view integrations.';

COMMENT ON TABLE "private"."api_key_secrets" IS 'Hashes of API keys: one for each version that is in force. They go when the key is revoked.';

COMMENT ON TABLE "private"."api_key_slots" IS 'When each of the requests that a key may make in a minute was made last.';

COMMENT ON TABLE "public"."api_keys" IS 'Keys with which other programs read a domain through the API: what each may read, how often, and until when.';

REVOKE ALL ON FUNCTION "private"."api_resources"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."api_resources"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."api_resources"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_api_key"(uuid, text[], boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_api_key"(uuid, text[], boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_api_key"(uuid, text[], boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."current_api_key"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."current_api_key"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."current_api_key"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."enter_api_key"(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."enter_api_key"(text) TO "anon", "authenticated";

REVOKE ALL ON FUNCTION "private"."enter_api_key"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."enter_api_key"(text) TO "postgres";

GRANT EXECUTE ON FUNCTION "private"."enter_api_key"(text) TO "service_role";

REVOKE ALL ON FUNCTION "private"."find_api_key"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_api_key"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_api_key"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."issue_api_secret"(uuid, uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."issue_api_secret"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."issue_api_secret"(uuid, uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."key_domains"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."key_domains"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."key_domains"(text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."new_api_prefix"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."new_api_prefix"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."new_api_prefix"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."require_key"(text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_key"(text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."require_key"(text, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_api_slot"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_api_slot"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_api_slot"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_api_key"(uuid, text, text[], text, boolean, integer, timestamp WITH time zone) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_api_key"(uuid, text, text[], text, boolean, integer, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_api_key"(uuid, text, text[], text, boolean, integer, timestamp WITH time zone) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_api_keys"(uuid[], text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_api_keys"(uuid[], text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_api_keys"(uuid[], text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_api_key"() TO "anon";

REVOKE ALL ON FUNCTION "public"."my_api_key"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_api_key"() TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."read_records"(text, uuid, uuid, integer) TO "anon";

REVOKE ALL ON FUNCTION "public"."read_records"(text, uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."read_records"(text, uuid, uuid, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."revoke_api_key"(uuid, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."revoke_api_key"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."revoke_api_key"(uuid, uuid, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."rotate_api_key"(uuid, uuid, text, interval) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."rotate_api_key"(uuid, uuid, text, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."rotate_api_key"(uuid, uuid, text, interval) TO "postgres";

REVOKE ALL ON TABLE "public"."api_keys" FROM "authenticated";

GRANT SELECT ON TABLE "public"."api_keys" TO "authenticated";

REVOKE ALL ON TABLE "public"."api_keys" FROM "service_role";

GRANT SELECT ON TABLE "public"."api_keys" TO "service_role";

ALTER TABLE "private"."api_key_secrets"
  ADD CONSTRAINT "api_key_secrets_key_id_fkey" FOREIGN KEY (domain_id, key_id) REFERENCES public.api_keys(domain_id, id);

ALTER TABLE "private"."api_key_slots"
  ADD CONSTRAINT "api_key_slots_key_id_fkey" FOREIGN KEY (domain_id, key_id) REFERENCES public.api_keys(domain_id, id);

CREATE INDEX api_keys_created_at_idx ON public.api_keys USING btree (domain_id, created_at DESC, id DESC);

insert into public.sensitive_operations (rpc)
values
('create_api_key'),
('revoke_api_key'),
('rotate_api_key')
on conflict (rpc) do nothing;
