-- The auth service reads the token columns as text that is never null. Without a password hash no
-- password fits: people come in by a link, which is mailed to an address that nobody has.
update auth.users set
  email = pg_temp.scrub_email(email),
  phone = pg_temp.scrub_phone(phone),
  encrypted_password = '',
  confirmation_token = '',
  recovery_token = '',
  email_change = '',
  email_change_token_new = '',
  email_change_token_current = '',
  phone_change = '',
  phone_change_token = '',
  reauthentication_token = '',
  raw_user_meta_data = '{}',
  raw_app_meta_data = jsonb_strip_nulls(jsonb_build_object(
    'provider', raw_app_meta_data -> 'provider', 'providers', raw_app_meta_data -> 'providers'
  ));

-- The e-mail provider's id is the user's own; others are accounts at Google and the like.
update auth.identities set
  provider_id = case
    when provider_id = user_id::text then provider_id else pg_temp.scrub_hash(provider_id)
  end,
  identity_data = jsonb_strip_nulls(jsonb_build_object(
    'sub', case when provider_id = user_id::text then provider_id else pg_temp.scrub_hash(provider_id) end,
    'email', pg_temp.scrub_email(identity_data ->> 'email'),
    'email_verified', identity_data -> 'email_verified',
    'phone_verified', identity_data -> 'phone_verified'
  ));

-- Sessions, factors and secrets, those who refer to others first. Not every version of the auth
-- service has all of these tables.
do $$
declare
  name text;
begin
  foreach name in array array[
    'audit_log_entries', 'flow_state', 'one_time_tokens', 'webauthn_challenges', 'webauthn_credentials',
    'mfa_challenges', 'mfa_factors', 'mfa_amr_claims', 'refresh_tokens', 'sessions',
    'oauth_authorizations', 'oauth_consents', 'oauth_client_states', 'oauth_clients', 'custom_oauth_providers',
    'saml_relay_states', 'saml_providers', 'sso_domains', 'sso_providers'
  ] loop
    if to_regclass('auth.' || name) is not null then
      execute format('delete from auth.%I', name);
    end if;
  end loop;
end;
$$;
