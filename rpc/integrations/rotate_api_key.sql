create or replace function public.rotate_api_key(
  domain_id uuid,
  key_id uuid,
  reason text,
  overlap interval default '1 day'
)
returns jsonb
language plpgsql
volatile
security definer -- definer: keys are written by RPCs alone
set search_path = ''
as $$
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
$$;

comment on function public.rotate_api_key(uuid, uuid, text, interval) is
'Gives a key a new version, with the same rights. Returns the row, key, which is shown here and never again, and old_key_ends_at: until then the version before works too. overlap: 0 to 7 days. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT409 KEY_ENDED.';
revoke all on function public.rotate_api_key(uuid, uuid, text, interval) from public, anon, service_role;
grant execute on function public.rotate_api_key(uuid, uuid, text, interval) to authenticated;
