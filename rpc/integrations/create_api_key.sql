create or replace function public.create_api_key(
  domain_id uuid,
  name text,
  scopes text [],
  reason text,
  is_client_wide boolean default false,
  rate_limit integer default 60,
  expires_at timestamptz default null
)
returns jsonb
language plpgsql
volatile
security definer -- definer: keys are written by RPCs alone
set search_path = ''
as $$
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
$$;

comment on function public.create_api_key(uuid, text, text [], text, boolean, integer, timestamptz) is
'Makes a key with which a program reads the domain. Returns the row and key, the key itself, which is shown here and never again. scopes: permissions such as cases.view; each must be one that keys are offered and that the caller has there. is_client_wide: the key reaches the other domains of the client too. rate_limit: requests in any 60 seconds, 1 to 600. expires_at: null: it ends when it is revoked. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED.';
revoke all on function public.create_api_key(uuid, text, text [], text, boolean, integer, timestamptz)
from public, anon, service_role;
grant execute on function public.create_api_key(uuid, text, text [], text, boolean, integer, timestamptz)
to authenticated;
