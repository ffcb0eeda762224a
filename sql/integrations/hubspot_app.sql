-- requires: sql/identity/env_settings.sql sql/platform/fail.sql
-- The client secret is not among them: it belongs to the worker that trades codes for tokens.
create or replace function private.hubspot_app(
  out authorize_url text,
  out client_id text,
  out redirect_uri text,
  out scopes text
)
language plpgsql
stable
security definer -- definer: reads settings past RLS
set search_path = ''
as $$
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
$$;

comment on function private.hubspot_app() is
'The app that people permit at HubSpot, from env_settings: hubspot.client_id, .redirect_uri, .scopes (space-separated), .authorize_url. Raises PT409 NOT_CONFIGURED.';
revoke all on function private.hubspot_app() from public, anon, authenticated, service_role;
