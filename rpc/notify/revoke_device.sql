create or replace function public.revoke_device(device_id uuid)
returns timestamptz
language plpgsql
volatile
security definer -- definer: devices are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  me constant uuid := private.require_person();
  ended_at timestamptz;
begin
  update public.devices as d set revoked_at = coalesce(d.revoked_at, now())
  where d.id = revoke_device.device_id and d.person_id = me
  returning d.revoked_at into ended_at;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such device of yours');
  end if;
  return ended_at;
end;
$$;

comment on function public.revoke_device(uuid) is
'Nothing is pushed to this device of one''s own any more, nor what waits to be. Returns since when. Errors: 42501 ACCOUNT_NOT_ACTIVE; P0002 NOT_FOUND.';
revoke all on function public.revoke_device(uuid) from public, anon, service_role;
grant execute on function public.revoke_device(uuid) to authenticated;
