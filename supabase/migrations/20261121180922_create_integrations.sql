-- Connections to HubSpot, with their tokens in the vault, and what they need of reference rows.
SET local check_function_bodies = off;

CREATE TABLE "private"."oauth_states" (
  "state_hash"         bytea                    NOT NULL,
  "domain_id"          uuid                     NOT NULL,
  "provider"           text                     NOT NULL DEFAULT 'hubspot'::text,
  "person_id"          uuid                     NOT NULL,
  "verifier_secret_id" uuid                     NOT NULL,
  "redirect_uri"       text                     NOT NULL,
  "created_at"         timestamp with time zone NOT NULL DEFAULT now(),
  "expires_at"         timestamp with time zone NOT NULL DEFAULT (now() + '00:10:00'::interval),
  "redeemed_at"        timestamp with time zone,
  "finished_at"        timestamp with time zone,
  CONSTRAINT "oauth_states_finished_at_check" CHECK ((redeemed_at <= finished_at)),
  CONSTRAINT "oauth_states_state_hash_pkey" PRIMARY KEY (state_hash)
);

ALTER TABLE "private"."oauth_states"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."token_refreshes" (
  "domain_id"      uuid                     NOT NULL,
  "integration_id" uuid                     NOT NULL,
  "worker"         text                     NOT NULL,
  "not_before"     timestamp with time zone NOT NULL,
  "attempts"       integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "token_refreshes_domain_id_integration_id_pkey" PRIMARY KEY (domain_id, integration_id)
);

ALTER TABLE "private"."token_refreshes"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."token_revocations" (
  "domain_id"      uuid                     NOT NULL,
  "integration_id" uuid                     NOT NULL,
  "provider"       text                     NOT NULL,
  "secret_id"      uuid                     NOT NULL,
  "created_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "id"             uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "token_revocations_id_pkey" PRIMARY KEY (id)
);

ALTER TABLE "private"."token_revocations"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."integrations" (
  "domain_id"         uuid                     NOT NULL,
  "provider"          text                     NOT NULL DEFAULT 'hubspot'::text,
  "status"            text                     NOT NULL,
  "portal_id"         text                     NOT NULL,
  "scopes"            text[]                   NOT NULL DEFAULT '{}'::text[],
  "access_secret_id"  uuid,
  "refresh_secret_id" uuid,
  "expires_at"        timestamp with time zone,
  "refresh_at"        timestamp with time zone,
  "error"             text,
  "error_at"          timestamp with time zone,
  "connected_by"      uuid,
  "connected_at"      timestamp with time zone NOT NULL DEFAULT now(),
  "disconnected_at"   timestamp with time zone,
  "created_at"        timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"        timestamp with time zone NOT NULL DEFAULT now(),
  "version"           integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "integrations_disconnected_at_check" CHECK (((status = 'disconnected'::text) = (disconnected_at IS NOT NULL))),
  CONSTRAINT "integrations_error_check" CHECK (((error IS NULL) OR ((status <> 'connected'::text) AND (error ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$'::text)))),
  CONSTRAINT "integrations_portal_id_check" CHECK ((portal_id ~ '^[A-Za-z0-9_-]{1,64}$'::text)),
  CONSTRAINT "integrations_portal_id_key" UNIQUE (domain_id, PROVIDER, portal_id),
  CONSTRAINT "integrations_provider_check" CHECK ((provider = 'hubspot'::text)),
  CONSTRAINT "integrations_secrets_check" CHECK (((status = 'connected'::text) OR ((access_secret_id IS NULL) AND (refresh_secret_id IS NULL)))),
  CONSTRAINT "integrations_status_check" CHECK ((status = ANY (ARRAY['connected'::text, 'error'::text, 'disconnected'::text]))),
  "id"                uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "integrations_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."integrations"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."integrations" FROM "anon";

CREATE OR REPLACE FUNCTION private.break_integration (
  integration public.integrations,
  error       text,
  is_revoked  boolean
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.drop_tokens(integration, is_revoked);
  update public.integrations as i set
    status = 'error', error = break_integration.error, error_at = now(),
    access_secret_id = null, refresh_secret_id = null, expires_at = null, refresh_at = null
  where i.domain_id = integration.domain_id and i.id = integration.id;
  perform private.notify(
    'integration.failed', private.integration_managers(integration.domain_id), null, '',
    '/integrations', jsonb_build_object('integration_id', integration.id, 'error', break_integration.error),
    format('integration.failed:%s:%s', integration.id, integration.version), integration.domain_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_worker (
  worker text,
  lease  interval
)
  RETURNS void
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if length(btrim(worker)) between 1 and 200 is not true then
    perform private.bad_input('worker', 'name yourself');
  end if;
  if lease between '1 second' and '1 hour' is not true then
    perform private.bad_input('lease', '1 second to 1 hour');
  end if;
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
end;
$function$;

CREATE OR REPLACE FUNCTION private.end_refresh (
  domain_id      uuid,
  integration_id uuid,
  worker         text
)
  RETURNS public.integrations
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  integration constant public.integrations := private.find_integration(end_refresh.domain_id, end_refresh.integration_id);
begin
  if integration.status <> 'connected' or not exists (
    select from private.token_refreshes as r
    where r.domain_id = integration.domain_id and r.integration_id = integration.id
      and r.worker = end_refresh.worker and r.not_before > now()
  ) then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this refresh is not yours', 'The lease ran out, or somebody disconnected meanwhile.'
    );
  end if;
  return integration;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_integration (
  domain_id      uuid,
  integration_id uuid
)
  RETURNS public.integrations
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  found_row public.integrations;
begin
  select i.* into found_row from public.integrations as i
  where i.domain_id = find_integration.domain_id and i.id = find_integration.integration_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such integration');
  end if;
  return found_row;
end;
$function$;

CREATE OR REPLACE FUNCTION private.forget_secret (
  secret_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if secret_id is not null then
    perform private.require_vault();
    delete from vault.secrets as s where s.id = forget_secret.secret_id;
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.hubspot_app (
  OUT authorize_url text,
  OUT client_id text,
  OUT redirect_uri text,
  OUT scopes text
)
  RETURNS record
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  select
    coalesce(max(s.value #>> '{}') filter (where s.key = 'hubspot.authorize_url'), 'https://app.hubspot.com/oauth/authorize'),
    max(s.value #>> '{}') filter (where s.key = 'hubspot.client_id'),
    max(s.value #>> '{}') filter (where s.key = 'hubspot.redirect_uri'),
    coalesce(max(s.value #>> '{}') filter (where s.key = 'hubspot.scopes'), 'oauth crm.objects.contacts.write crm.objects.companies.write')
  into authorize_url, client_id, redirect_uri, scopes
  from public.env_settings as s where s.environment = private.environment();
  if client_id is null or redirect_uri is null then
    perform private.fail(
      'PT409', 'NOT_CONFIGURED', 'the HubSpot app of this environment is not known',
      'Set hubspot.client_id and hubspot.redirect_uri in env_settings.'
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.integration_managers (
  domain_id uuid
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  return array(
    select distinct m.person_id from public.memberships as m
    where (m.is_all_domains or m.domain_id = integration_managers.domain_id)
      and private.person_may(m.person_id, 'integrations.manage', integration_managers.domain_id)
    order by m.person_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.keep_tokens (
  integration   public.integrations,
  access_token  text,
  refresh_token text,
  expires_in    integer
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  life constant interval := make_interval(secs => expires_in);
begin
  if expires_in between 60 and 86400 * 31 is not true then
    perform private.bad_input('expires_in', 'seconds, from 60 to 31 days');
  end if;
  update public.integrations as i set
    access_secret_id = private.rotate_secret(i.access_secret_id, access_token, i.provider || ' access token'),
    -- A service that keeps its refresh token may leave it out.
    refresh_secret_id = case
      when refresh_token is null and i.refresh_secret_id is not null then i.refresh_secret_id
      else private.rotate_secret(i.refresh_secret_id, refresh_token, i.provider || ' refresh token')
    end,
    expires_at = now() + life,
    refresh_at = now() + life * 0.8
  where i.domain_id = integration.domain_id and i.id = integration.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.person_may (
  person_id  uuid,
  permission text,
  domain_id  uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  scope record;
begin
  if not exists (
    select from public.people as p where p.id = person_may.person_id and p.status = 'active'
  ) or not exists (
    select from public.domains as d where d.id = person_may.domain_id and d.archived_at is null
  ) then
    return false;
  end if;
  scope := private.permission_scope(person_may.person_id, permission, true);
  return private.scope_covers(scope.is_everywhere, scope.allowed, scope.denied, person_may.domain_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_secret (
  secret_id uuid
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.require_vault();
  return (select s.decrypted_secret from vault.decrypted_secrets as s where s.id = read_secret.secret_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.require_vault()
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if to_regclass('vault.decrypted_secrets') is null then
    perform private.fail(
      'PT503', 'VAULT_MISSING', 'this database has no vault for secrets', 'Enable the extension supabase_vault.'
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.rotate_secret (
  secret_id   uuid,
  value       text,
  description text
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if secret_id is null then
    return private.store_secret(value, description);
  end if;
  perform private.require_vault();
  if length(value) between 1 and 8192 is not true then
    perform private.bad_input('value', '1 to 8192 characters');
  end if;
  perform vault.update_secret(rotate_secret.secret_id, value);
  return secret_id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_secret (
  value       text,
  description text
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.require_vault();
  if length(value) between 1 and 8192 is not true then
    perform private.bad_input('value', '1 to 8192 characters');
  end if;
  return vault.create_secret(value, null, store_secret.description);
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_oauth_state (
  state     text,
  person_id uuid
)
  RETURNS private.oauth_states
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  begun private.oauth_states;
begin
  -- Locked, so that of two workers with the same state the second sees what the first did.
  select s.* into begun from private.oauth_states as s
  where s.state_hash = sha256(convert_to(take_oauth_state.state, 'UTF8')) for update;
  -- One answer for a state that nobody began and one that somebody else did: it tells neither.
  if begun.person_id is distinct from take_oauth_state.person_id or begun.person_id is null then
    perform private.fail(
      '42501', 'OAUTH_STATE_REFUSED', 'this person did not begin this connection', 'Begin again.'
    );
  end if;
  if begun.finished_at is not null then
    perform private.fail('PT409', 'OAUTH_STATE_USED', 'this state was used already', 'Begin again.');
  end if;
  if begun.expires_at <= now() then
    perform private.fail('PT410', 'OAUTH_STATE_EXPIRED', 'a state is good for ten minutes', 'Begin again.');
  end if;
  if not private.person_may(begun.person_id, 'integrations.manage', begun.domain_id) then
    perform private.fail('42501', 'PERMISSION_DENIED', 'integrations.manage is not permitted any more');
  end if;
  return begun;
end;
$function$;

CREATE OR REPLACE FUNCTION private.url_safe (
  bytes bytea
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  STRICT
  SET search_path TO ''
  AS $function$
begin
  return translate(encode(bytes, 'base64'), E'+/=\n', '-_');
end;
$function$;

CREATE OR REPLACE FUNCTION public.begin_hubspot_connect (
  domain_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  state constant text := private.url_safe(extensions.gen_random_bytes(32));
  verifier constant text := private.url_safe(extensions.gen_random_bytes(32));
  app record;
  begun private.oauth_states;
begin
  perform private.require('integrations.manage', begin_hubspot_connect.domain_id);
  perform private.begin_sensitive('begin_hubspot_connect', null);
  if begin_hubspot_connect.domain_id is null then
    perform private.bad_input('domain_id', 'which domain?');
  end if;
  app := private.hubspot_app();
  insert into private.oauth_states as s (state_hash, domain_id, person_id, verifier_secret_id, redirect_uri)
  values (
    sha256(convert_to(state, 'UTF8')), begin_hubspot_connect.domain_id, private.current_person_id(),
    private.store_secret(verifier, 'hubspot code verifier'), app.redirect_uri
  )
  returning s.* into begun;
  perform private.audit_event('begin_connect', 'integrations', null, begin_hubspot_connect.domain_id, '{"provider": "hubspot"}');
  return jsonb_build_object(
    'authorize_url', app.authorize_url, 'client_id', app.client_id, 'redirect_uri', begun.redirect_uri,
    'scope', app.scopes, 'state', state, 'response_type', 'code',
    'code_challenge', private.url_safe(sha256(convert_to(verifier, 'UTF8'))), 'code_challenge_method', 'S256',
    'expires_at', begun.expires_at
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."begin_hubspot_connect"(uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.claim_token_refresh (
  worker    text,
  page_size integer  DEFAULT 10,
  lease     interval DEFAULT '00:02:00'::interval
)
  RETURNS TABLE (
    domain_id      uuid,
    integration_id uuid,
    provider       text,
    portal_id      text,
    refresh_token  text,
    attempt        integer
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
begin
  perform private.check_worker(worker, lease);
  perform private.check_page_size(page_size);
  return query
  with due as (
    select i.domain_id, i.id from public.integrations as i
    where i.status = 'connected' and i.refresh_at <= now() and i.refresh_secret_id is not null
      and not exists (
        select from private.token_refreshes as r
        where r.domain_id = i.domain_id and r.integration_id = i.id and r.not_before > now()
      )
    order by i.refresh_at, i.id
    limit claim_token_refresh.page_size
    for update skip locked
  ), claimed as (
    insert into private.token_refreshes as r (domain_id, integration_id, worker, not_before)
    select due.domain_id, due.id, claim_token_refresh.worker, now() + claim_token_refresh.lease from due
    on conflict (domain_id, integration_id) do update set
      worker = excluded.worker, not_before = excluded.not_before, attempts = r.attempts + 1
    -- Asked of the row as it is now: a claim that ended after our snapshot counts.
    where r.not_before <= now()
    returning r.domain_id, r.integration_id, r.attempts
  )
  select c.domain_id, c.integration_id, i.provider, i.portal_id, private.read_secret(i.refresh_secret_id), c.attempts
  from claimed as c
  inner join public.integrations as i on i.domain_id = c.domain_id and i.id = c.integration_id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."claim_token_refresh"(text, integer, interval) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.disconnect_integration (
  domain_id      uuid,
  integration_id uuid,
  reason         text DEFAULT NULL::text
)
  RETURNS public.integrations
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  integration public.integrations;
begin
  perform private.require('integrations.manage', disconnect_integration.domain_id);
  perform private.begin_sensitive('disconnect_integration', disconnect_integration.reason);
  integration := private.find_integration(disconnect_integration.domain_id, disconnect_integration.integration_id);
  if integration.status = 'disconnected' then
    return integration;
  end if;
  perform private.drop_tokens(integration, false);
  update public.integrations as i set
    status = 'disconnected', disconnected_at = now(), error = null, error_at = null,
    access_secret_id = null, refresh_secret_id = null, expires_at = null, refresh_at = null
  where i.domain_id = integration.domain_id and i.id = integration.id
  returning i.* into integration;
  return integration;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."disconnect_integration"(uuid, uuid, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.fail_refresh (
  domain_id      uuid,
  integration_id uuid,
  worker         text,
  error          text
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  most_attempts constant integer := 10;
  integration constant public.integrations := private.end_refresh(
    fail_refresh.domain_id, fail_refresh.integration_id, fail_refresh.worker
  );
  claim private.token_refreshes;
begin
  if error ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$' is not true then
    perform private.bad_input('error', 'a code such as invalid_grant: what the service wrote may quote a token');
  end if;
  update private.token_refreshes as r set
    not_before = now() + least('15 minutes', interval '2 s' * 2 ^ r.attempts) * (0.5 + random() / 2)
  where r.domain_id = integration.domain_id and r.integration_id = integration.id
  returning r.* into claim;
  if error in ('invalid_grant', 'invalid_client', 'unauthorized_client') or claim.attempts >= most_attempts then
    perform private.break_integration(integration, error, error = 'invalid_grant');
    return null;
  end if;
  -- Nobody's claim from now on: the worker that failed waits like any other.
  update private.token_refreshes as r set worker = ''
  where r.domain_id = integration.domain_id and r.integration_id = integration.id;
  return claim.not_before;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."fail_refresh"(uuid, uuid, text, text) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.finish_hubspot_connect (
  state         text,
  person_id     uuid,
  access_token  text,
  refresh_token text,
  expires_in    integer,
  portal_id     text,
  scopes        text[]  DEFAULT '{}'::text[]
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  begun constant private.oauth_states := private.take_oauth_state(state, finish_hubspot_connect.person_id);
  made public.integrations;
begin
  if begun.redeemed_at is null then
    perform private.fail('42501', 'OAUTH_STATE_REFUSED', 'redeem_oauth_state comes first', 'Begin again.');
  end if;
  if finish_hubspot_connect.portal_id ~ '^[A-Za-z0-9_-]{1,64}$' is not true then
    perform private.bad_input('portal_id', 'HubSpot''s hub_id');
  end if;
  -- Of two people who connect the same domain, the second finds the first one's row.
  perform from public.domains as d where d.id = begun.domain_id for no key update;
  if exists (
    select from public.integrations as i
    where i.domain_id = begun.domain_id and i.provider = begun.provider and i.status <> 'disconnected'
      and i.portal_id <> finish_hubspot_connect.portal_id
  ) then
    perform private.fail(
      'PT409', 'OTHER_PORTAL_CONNECTED', 'the domain is connected to another portal', 'Disconnect that one first.'
    );
  end if;
  insert into public.integrations as i (domain_id, provider, status, portal_id, scopes, connected_by)
  values (
    begun.domain_id, begun.provider, 'connected', finish_hubspot_connect.portal_id,
    coalesce(finish_hubspot_connect.scopes, '{}'), begun.person_id
  )
  on conflict (domain_id, provider, portal_id) do update set
    status = 'connected', scopes = excluded.scopes, connected_by = excluded.connected_by,
    connected_at = now(), disconnected_at = null, error = null, error_at = null
  returning i.* into made;
  perform private.keep_tokens(made, access_token, refresh_token, expires_in);
  update private.oauth_states as s set finished_at = clock_timestamp() where s.state_hash = begun.state_hash;
  return made.id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."finish_hubspot_connect"(text, uuid, text, text, integer, text, text[]) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.finish_revocation (
  revocation_id uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  secret uuid;
begin
  delete from private.token_revocations as r where r.id = finish_revocation.revocation_id
  returning r.secret_id into secret;
  perform private.forget_secret(secret);
  return secret is not null;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."finish_revocation"(uuid) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.integration_token (
  domain_id      uuid,
  integration_id uuid
)
  RETURNS TABLE (
    provider     text,
    portal_id    text,
    access_token text,
    expires_at   timestamp with time zone
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  integration public.integrations;
begin
  select i.* into integration from public.integrations as i
  where i.domain_id = integration_token.domain_id and i.id = integration_token.integration_id
    and i.status = 'connected' and i.expires_at > now() and i.access_secret_id is not null;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'this integration has no token that is good now');
  end if;
  perform private.log_access('read_sensitive', 'integrations/' || integration.id, domain_id => integration.domain_id);
  return query select
    integration.provider, integration.portal_id, private.read_secret(integration.access_secret_id), integration.expires_at;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."integration_token"(uuid, uuid) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.list_integrations (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  status     text    DEFAULT NULL::text,
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id          uuid,
    id                 uuid,
    provider           text,
    integration_status text,
    portal_id          text,
    scopes             text[],
    expires_at         timestamp with time zone,
    error              text,
    error_at           timestamp with time zone,
    connected_by       uuid,
    connected_at       timestamp with time zone,
    disconnected_at    timestamp with time zone,
    version            integer,
    cursor             text
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
  place := private.read_time_cursor('integrations', after);
  perform private.check_page_size(page_size);
  if list_integrations.status not in ('connected', 'error', 'disconnected') then
    perform private.bad_input('status', 'connected, error or disconnected');
  end if;
  return query
  select
    i.domain_id, i.id, i.provider, i.status, i.portal_id, i.scopes, i.expires_at, i.error, i.error_at, i.connected_by,
    i.connected_at, i.disconnected_at, i.version,
    private.make_time_cursor('integrations', i.created_at, i.id, i.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select i.* from public.integrations as i
    where i.domain_id = tenant.id
      and (list_integrations.status is null or i.status = list_integrations.status)
      and (place.at is null or (i.created_at, i.id) < (place.at, place.id))
    order by i.created_at desc, i.id desc
    limit list_integrations.page_size
  ) as i
  order by i.created_at desc, i.id desc
  limit list_integrations.page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_integrations"(uuid[], text, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.redeem_oauth_state (
  state     text,
  person_id uuid
)
  RETURNS TABLE (
    domain_id     uuid,
    provider      text,
    redirect_uri  text,
    code_verifier text
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  begun constant private.oauth_states := private.take_oauth_state(state, redeem_oauth_state.person_id);
  verifier text;
begin
  if begun.redeemed_at is not null then
    perform private.fail('PT409', 'OAUTH_STATE_USED', 'this state was used already', 'Begin again.');
  end if;
  verifier := private.read_secret(begun.verifier_secret_id);
  perform private.forget_secret(begun.verifier_secret_id);
  update private.oauth_states as s set redeemed_at = clock_timestamp() where s.state_hash = begun.state_hash;
  return query select begun.domain_id, begun.provider, begun.redirect_uri, verifier;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."redeem_oauth_state"(text, uuid) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.revocation_token (
  revocation_id uuid
)
  RETURNS TABLE (
    domain_id      uuid,
    integration_id uuid,
    provider       text,
    refresh_token  text
  )
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
begin
  return query
  select r.domain_id, r.integration_id, r.provider, private.read_secret(r.secret_id)
  from private.token_revocations as r where r.id = revocation_token.revocation_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is nothing to revoke any more');
  end if;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."revocation_token"(uuid) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.store_refreshed_tokens (
  domain_id      uuid,
  integration_id uuid,
  worker         text,
  access_token   text,
  expires_in     integer,
  refresh_token  text    DEFAULT NULL::text
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  integration constant public.integrations := private.end_refresh(
    store_refreshed_tokens.domain_id, store_refreshed_tokens.integration_id, store_refreshed_tokens.worker
  );
begin
  perform private.keep_tokens(integration, access_token, refresh_token, expires_in);
  delete from private.token_refreshes as r
  where r.domain_id = integration.domain_id and r.integration_id = integration.id;
  return now() + make_interval(secs => expires_in) * 0.8;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."store_refreshed_tokens"(uuid, uuid, text, text, integer, text) FROM PUBLIC, "anon", "authenticated";

ALTER TABLE "public"."integrations"
  ADD CONSTRAINT "integrations_connected_by_fkey" FOREIGN KEY (connected_by) REFERENCES public.people(id);

ALTER TABLE "public"."integrations"
  ADD CONSTRAINT "integrations_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE INDEX oauth_states_expires_at_idx ON private.oauth_states USING btree (expires_at);

CREATE INDEX token_revocations_created_at_idx ON private.token_revocations USING btree (created_at);

CREATE INDEX integrations_connected_by_idx ON public.integrations USING btree (connected_by);

CREATE UNIQUE INDEX integrations_provider_key ON public.integrations USING btree (domain_id, PROVIDER)
  WHERE (status <> 'disconnected'::text);

CREATE INDEX integrations_refresh_at_idx ON public.integrations USING btree (refresh_at)
  WHERE (status = 'connected'::text);

CREATE TRIGGER audit_delete AFTER DELETE ON public.integrations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.integrations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.integrations
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.integrations
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."integrations"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "private"."oauth_states"."finished_at" IS 'It brought the tokens.';

COMMENT ON COLUMN "private"."oauth_states"."redeemed_at" IS 'A worker came back with the state and took the verifier.';

COMMENT ON COLUMN "private"."oauth_states"."state_hash" IS 'SHA-256 of the state; the state itself is nowhere.';

COMMENT ON COLUMN "private"."token_refreshes"."not_before" IS 'When the claim lapses, or the next attempt is due.';

COMMENT ON COLUMN "public"."integrations"."access_secret_id" IS 'The access token''s id in the vault. The token is in no table.';

COMMENT ON COLUMN "public"."integrations"."connected_at" IS 'When it was connected last.';

COMMENT ON COLUMN "public"."integrations"."connected_by" IS 'Who connected it last.';

COMMENT ON COLUMN "public"."integrations"."disconnected_at" IS 'When it was ended; null unless it is disconnected.';

COMMENT ON COLUMN "public"."integrations"."error" IS 'A code, such as invalid_grant; never what the service wrote, which may quote a token.';

COMMENT ON COLUMN "public"."integrations"."error_at" IS 'When it refused us.';

COMMENT ON COLUMN "public"."integrations"."expires_at" IS 'When the access token ends.';

COMMENT ON COLUMN "public"."integrations"."portal_id" IS 'The account at the service, HubSpot''s portal (hub) id.';

COMMENT ON COLUMN "public"."integrations"."provider" IS 'The service: hubspot.';

COMMENT ON COLUMN "public"."integrations"."refresh_at" IS 'When a worker gets a new one: at four fifths of its life. An answer 401 is no sign that it has ended, so the clock decides.';

COMMENT ON COLUMN "public"."integrations"."refresh_secret_id" IS 'The refresh token''s id in the vault.';

COMMENT ON COLUMN "public"."integrations"."scopes" IS 'What the service lets us do.';

COMMENT ON COLUMN "public"."integrations"."status" IS 'connected; error: the service refused us, and somebody must connect anew; disconnected: by somebody.';

COMMENT ON FUNCTION "private"."break_integration"(public.integrations, text, boolean) IS 'The service refused us: status error, tokens forgotten, and whoever manages the domain''s integrations is told. is_revoked: the service has ended the tokens itself.';

COMMENT ON FUNCTION "private"."check_worker"(text, interval) IS 'Raises 22023 INVALID_INPUT unless the worker says who it is, and takes work for 1 second to 1 hour.';

COMMENT ON FUNCTION "private"."drop_tokens"(public.integrations, boolean) IS 'Forgets the tokens that the row names. Unless the service has revoked them itself, a message in the outbox has it do so, and the refresh token stays in the vault until then. The caller empties the row''s columns.';

COMMENT ON FUNCTION "private"."end_refresh"(uuid, uuid, text) IS 'The integration whose token this worker has claimed, locked. Raises P0002 NOT_FOUND; PT409 CLAIM_LOST.';

COMMENT ON FUNCTION "private"."find_integration"(uuid, uuid) IS 'The row, locked. Asks for no permission: the caller has. Raises P0002 NOT_FOUND.';

COMMENT ON FUNCTION "private"."forget_secret"(uuid) IS 'Removes a secret from the vault, for good; null, or one that is gone, is nothing. Errors: PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "private"."hubspot_app"() IS 'The app that people permit at HubSpot, from env_settings: hubspot.client_id, .redirect_uri, .scopes (space-separated), .authorize_url. Raises PT409 NOT_CONFIGURED.';

COMMENT ON FUNCTION "private"."integration_managers"(uuid) IS 'Who manages the integrations of a domain, and so is told when one fails.';

COMMENT ON FUNCTION "private"."keep_tokens"(public.integrations, text, text, integer) IS 'Puts new tokens of a connection into the vault. refresh_token: null keeps the one there is. expires_in: seconds that the access token lives. Raises 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "private"."person_may"(uuid, text, uuid) IS 'Whether an active person has the permission in an open domain; a role that wants a second factor counts. Never null.';

COMMENT ON FUNCTION "private"."read_secret"(uuid) IS 'The secret with this id; null where there is none. Errors: PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "private"."require_vault"() IS 'Raises PT503 VAULT_MISSING where there is no Supabase Vault, nor its stand-in.';

COMMENT ON FUNCTION "private"."rotate_secret"(uuid, text, text) IS 'Replaces a secret, under the same id; without an id it is stored as a new one. Returns the id. Errors: 22023 INVALID_INPUT; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "private"."store_secret"(text, text) IS 'Puts a secret into the vault and returns its id, which is what a table may hold. description: what it is, for people who look into the vault; tells nothing of the value. Errors: 22023 INVALID_INPUT; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "private"."take_oauth_state"(text, uuid) IS 'The connection that the person began with this state, locked. Raises 42501 OAUTH_STATE_REFUSED, PERMISSION_DENIED; PT409 OAUTH_STATE_USED; PT410 OAUTH_STATE_EXPIRED.';

COMMENT ON FUNCTION "private"."url_safe"(bytea) IS 'Base64 for addresses (RFC 4648, section 5), without padding, as OAuth and PKCE want it.';

COMMENT ON FUNCTION "public"."begin_hubspot_connect"(uuid) IS 'Begins to connect a domain to HubSpot. Returns authorize_url and its parameters client_id, redirect_uri, scope, state, response_type, code_challenge and code_challenge_method; send the browser there before expires_at, ten minutes from now. The worker that the browser comes back to ends it: redeem_oauth_state, then finish_hubspot_connect. Needs integrations.manage and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT; PT409 NOT_CONFIGURED; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "public"."claim_token_refresh"(text, integer, interval) IS 'For workers, every minute: connections whose access token has lived four fifths of its life, each for one worker for the time of the lease, with the refresh token. End each with store_refreshed_tokens or fail_refresh. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."disconnect_integration"(uuid, uuid, text) IS 'Ends a connection: the tokens are forgotten, and a message in the outbox has the service revoke them. What was synchronised stays on both sides. Again it changes nothing. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."fail_refresh"(uuid, uuid, text, text) IS 'For workers: no new tokens. error: the service''s code. invalid_grant, invalid_client, unauthorized_client, and anything the tenth time, set the integration to status error, forget its tokens and tell whoever manages it; otherwise it is tried again. Returns when, or null. Errors: P0002 NOT_FOUND; PT409 CLAIM_LOST; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."finish_hubspot_connect"(text, uuid, text, text, integer, text, text[]) IS 'For the worker, after redeem_oauth_state: stores the tokens that HubSpot gave, and returns the integration''s id. The same portal again brings the same integration back to life, with its synchronisations. state: what the browser brought back. person_id: who brought it. Errors: 42501 OAUTH_STATE_REFUSED, PERMISSION_DENIED; PT409 OAUTH_STATE_USED, OTHER_PORTAL_CONNECTED; PT410 OAUTH_STATE_EXPIRED; 22023 INVALID_INPUT; PT503 VAULT_MISSING.';

COMMENT ON FUNCTION "public"."finish_revocation"(uuid) IS 'For workers: the service has revoked the token; it is forgotten here too. Returns whether there was one, so the same again is false.';

COMMENT ON FUNCTION "public"."integration_token"(uuid, uuid) IS 'For workers: the access token of a connection, to call the service with. Noted in the access log. Errors: P0002 NOT_FOUND when it is not connected or the token has ended.';

COMMENT ON FUNCTION "public"."list_integrations"(uuid[], text, text, integer) IS 'Connections to other services, newest first. domain_ids: null means all of the caller''s. status: connected, error or disconnected. after: the cursor of the last row of the page before. page_size: 1 to 500. Tokens are nowhere in it. Needs integrations.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"status": "error"}';

COMMENT ON FUNCTION "public"."redeem_oauth_state"(text, uuid) IS 'For the worker that the browser came back to: trades the state, once, for the code verifier and the redirect_uri with which it asks HubSpot for tokens. state: what the browser brought back. person_id: who brought it, by the access token that came with the request and not by a parameter. Errors: 42501 OAUTH_STATE_REFUSED (nobody began it, or somebody else), PERMISSION_DENIED; PT409 OAUTH_STATE_USED; PT410 OAUTH_STATE_EXPIRED.';

COMMENT ON FUNCTION "public"."revocation_token"(uuid) IS 'For workers: the refresh token that a message *.token.revoke of the outbox is about. Then finish_revocation. Errors: P0002 NOT_FOUND: it was revoked, or has waited too long.';

COMMENT ON FUNCTION "public"."store_refreshed_tokens"(uuid, uuid, text, text, integer, text) IS 'For workers: the new tokens of a claimed connection. refresh_token: null where the service keeps the old one. Returns when the next refresh is due. Errors: P0002 NOT_FOUND; PT409 CLAIM_LOST; 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_member" ON "public"."integrations" IS 'Connections of the domains where the person may view integrations.';

COMMENT ON TABLE "private"."oauth_states" IS 'Connections that somebody has begun: good for ten minutes, for that person, once. Removed by run_integration_upkeep.';

COMMENT ON TABLE "private"."token_refreshes" IS 'Tokens that a worker renews at the moment, or will try to again.';

COMMENT ON TABLE "private"."token_revocations" IS 'Refresh tokens that the service still has to be told to revoke; the row goes, and the secret, when it was, or after a week.';

COMMENT ON TABLE "public"."integrations" IS 'Connections of domains to HubSpot: one portal a domain at a time. Earlier portals stay, disconnected, with what was synchronised.';

REVOKE ALL ON FUNCTION "private"."break_integration"(public.integrations, text, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."break_integration"(public.integrations, text, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."break_integration"(public.integrations, text, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_worker"(text, interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_worker"(text, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_worker"(text, interval) TO "postgres";

REVOKE ALL ON FUNCTION "private"."drop_tokens"(public.integrations, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."drop_tokens"(public.integrations, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."drop_tokens"(public.integrations, boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."end_refresh"(uuid, uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."end_refresh"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."end_refresh"(uuid, uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_integration"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_integration"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_integration"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."forget_secret"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."forget_secret"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."forget_secret"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."hubspot_app"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."hubspot_app"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."hubspot_app"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."integration_managers"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."integration_managers"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."integration_managers"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."keep_tokens"(public.integrations, text, text, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."keep_tokens"(public.integrations, text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."keep_tokens"(public.integrations, text, text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."person_may"(uuid, text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."person_may"(uuid, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."person_may"(uuid, text, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_secret"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_secret"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_secret"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."require_vault"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_vault"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."require_vault"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."rotate_secret"(uuid, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."rotate_secret"(uuid, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."rotate_secret"(uuid, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_secret"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_secret"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_secret"(text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_oauth_state"(text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_oauth_state"(text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_oauth_state"(text, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."url_safe"(bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."url_safe"(bytea) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."url_safe"(bytea) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."begin_hubspot_connect"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."begin_hubspot_connect"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."begin_hubspot_connect"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "public"."claim_token_refresh"(text, integer, interval) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_token_refresh"(text, integer, interval) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."claim_token_refresh"(text, integer, interval) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."disconnect_integration"(uuid, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."disconnect_integration"(uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."disconnect_integration"(uuid, uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "public"."fail_refresh"(uuid, uuid, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."fail_refresh"(uuid, uuid, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."fail_refresh"(uuid, uuid, text, text) TO "service_role";

REVOKE ALL ON FUNCTION "public"."finish_hubspot_connect"(text, uuid, text, text, integer, text, text[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."finish_hubspot_connect"(text, uuid, text, text, integer, text, text[]) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."finish_hubspot_connect"(text, uuid, text, text, integer, text, text[]) TO "service_role";

REVOKE ALL ON FUNCTION "public"."finish_revocation"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."finish_revocation"(uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."finish_revocation"(uuid) TO "service_role";

REVOKE ALL ON FUNCTION "public"."integration_token"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."integration_token"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."integration_token"(uuid, uuid) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."list_integrations"(uuid[], text, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_integrations"(uuid[], text, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_integrations"(uuid[], text, text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "public"."redeem_oauth_state"(text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."redeem_oauth_state"(text, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."redeem_oauth_state"(text, uuid) TO "service_role";

REVOKE ALL ON FUNCTION "public"."revocation_token"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."revocation_token"(uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."revocation_token"(uuid) TO "service_role";

REVOKE ALL ON FUNCTION "public"."store_refreshed_tokens"(uuid, uuid, text, text, integer, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."store_refreshed_tokens"(uuid, uuid, text, text, integer, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."store_refreshed_tokens"(uuid, uuid, text, text, integer, text) TO "service_role";

REVOKE ALL ON TABLE "public"."integrations" FROM "authenticated";

GRANT SELECT ON TABLE "public"."integrations" TO "authenticated";

REVOKE ALL ON TABLE "public"."integrations" FROM "service_role";

GRANT SELECT ON TABLE "public"."integrations" TO "service_role";

CREATE INDEX integrations_created_at_idx ON public.integrations USING btree (domain_id, created_at DESC, id DESC);

-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values
('begin_hubspot_connect', false),
('disconnect_integration', true)
on conflict (rpc) do nothing;

-- What people are told when a connection or a synchronisation needs them.
insert into public.i18n_texts (key, locale, text)
values
('notification.integration.failed.title', 'en', 'HubSpot must be connected again'),
('notification.integration.failed.title', 'es', 'Hay que volver a conectar HubSpot'),
('notification.integration.failed.title', 'fr', 'HubSpot doit être reconnecté'),
('notification.sync.failed.title', 'en', 'A synchronisation stopped'),
('notification.sync.failed.title', 'es', 'Una sincronización se ha detenido'),
('notification.sync.failed.title', 'fr', 'Une synchronisation s''est arrêtée')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;
