-- lint: allow definer_open_to_anon: it comes before each request, and lets in who has a key
-- requires: sql/integrations/take_api_slot.sql sql/integrations/api_key_secrets.sql sql/platform/bad_input.sql
-- A request that cannot write cannot be counted: PostgREST opens GET, and functions that are not volatile, read-only.
create or replace function private.enter_api_key(given text)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds anything on api_key_secrets
set search_path = ''
as $$
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
$$;

comment on function private.enter_api_key(text) is
'For begin_request(): the request came with this API key. From here on it acts for it, by the claims api_key_domain_id and api_key_id. '
'Errors: 22023 INVALID_INPUT; PT401 API_KEY_REFUSED; PT405 POST_REQUIRED; PT429 RATE_LIMITED.';
revoke all on function private.enter_api_key(text) from public;
grant execute on function private.enter_api_key(text) to anon, authenticated, service_role;
