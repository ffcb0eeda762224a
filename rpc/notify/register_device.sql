create or replace function public.register_device(platform text, push_token text)
returns uuid
language plpgsql
volatile
security definer -- definer: devices are written by RPCs alone, and a token is taken from whoever had it before
set search_path = ''
as $$
#variable_conflict use_column
declare
  me constant uuid := private.require_person();
  registered_id uuid;
begin
  if register_device.platform = any('{ios,android,web}') is not true then
    perform private.bad_input('platform', 'ios, android or web');
  end if;
  if (length(register_device.push_token) between 1 and 2048 and register_device.push_token !~ '[^ -~]') is not true then
    perform private.bad_input('push_token', '1 to 2048 plain characters');
  end if;
  update public.devices as d set revoked_at = now()
  where d.push_token = register_device.push_token and d.revoked_at is null and d.person_id <> me;
  insert into public.devices as d (person_id, platform, push_token)
  values (me, register_device.platform, register_device.push_token)
  on conflict (push_token) where revoked_at is null
  do update set last_seen_at = now(), platform = excluded.platform
  returning d.id into registered_id;
  return registered_id;
end;
$$;

comment on function public.register_device(text, text) is
'Has notifications pushed to this device of one''s own; the app calls it at each start, and when the token changes. Returns its id, the same for the same token. Whoever was signed in there before gets none any more. platform: ios, android or web. push_token: of the platform''s push service. '
'Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';
revoke all on function public.register_device(text, text) from public, anon, service_role;
grant execute on function public.register_device(text, text) to authenticated;
