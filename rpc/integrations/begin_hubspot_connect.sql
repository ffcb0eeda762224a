create or replace function public.begin_hubspot_connect(domain_id uuid)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds anything on oauth_states and the vault
set search_path = ''
as $$
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
$$;

comment on function public.begin_hubspot_connect(uuid) is
'Begins to connect a domain to HubSpot. Returns authorize_url and its parameters client_id, redirect_uri, scope, state, response_type, code_challenge and code_challenge_method; send the browser there before expires_at, ten minutes from now. '
'The worker that the browser comes back to ends it: redeem_oauth_state, then finish_hubspot_connect. Needs integrations.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT; PT409 NOT_CONFIGURED; PT503 VAULT_MISSING.';
revoke all on function public.begin_hubspot_connect(uuid) from public, anon, service_role;
grant execute on function public.begin_hubspot_connect(uuid) to authenticated;
