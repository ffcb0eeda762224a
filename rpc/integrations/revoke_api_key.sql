create or replace function public.revoke_api_key(domain_id uuid, key_id uuid, reason text)
returns public.api_keys
language plpgsql
volatile
security definer -- definer: keys are written by RPCs alone
set search_path = ''
as $$
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
$$;

comment on function public.revoke_api_key(uuid, uuid, text) is
'Ends a key, for good: from the very next request. Again it changes nothing. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.revoke_api_key(uuid, uuid, text) from public, anon, service_role;
grant execute on function public.revoke_api_key(uuid, uuid, text) to authenticated;
