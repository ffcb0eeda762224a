-- requires: sql/platform/new_id.sql sql/integrations/enter_api_key.sql
-- The API calls this before each request (PostgREST: db-pre-request), as the request's own role.
--
-- Today it gives the request an id, under which the logs join what one request did, and refuses the
-- planner's counts to everybody under row security: they are made from statistics of all tenants' rows.
-- Who comes with a key of api_keys in the header x-api-key acts for that key from here on: docs/api-keys.md.
-- A gateway that passes several Prefer headers on must join them: PostgREST shows only one of them here.
--
-- Once tables are spread with Citus, a policy may hold no sub-select, and domains_with() cannot read
-- the memberships from a shard. Then this function also collects, for the caller, one json object of
-- permission -> domain ids and hands it to the workers by `execute format('set local bo.acl = %L')`
-- (set_config is not propagated; SET LOCAL is, with citus.propagate_set_commands = 'local'), and
-- domains_with() reads that setting. Policies lose `(select ...)`, and nothing else changes, because
-- every API has called this since the first day.
create or replace function private.begin_request()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
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
$$;

comment on function private.begin_request() is
'Called by the API before each request, by any role: names the request in app.request_id, lets whoever brings an API key act for it, and raises 22023 INVALID_INPUT for a count by estimates without the secret key. '
'Errors, of a key: PT401 API_KEY_REFUSED; PT405 POST_REQUIRED; PT429 RATE_LIMITED.';

revoke all on function private.begin_request() from public;
grant execute on function private.begin_request() to anon, authenticated, service_role;
