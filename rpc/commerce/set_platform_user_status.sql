create or replace function public.set_platform_user_status(
  domain_id uuid,
  platform_user_id uuid,
  status text,
  reason text,
  expected_version integer default null
)
returns public.platform_users
language plpgsql
volatile
security definer -- definer: nobody holds update on platform_users
set search_path = ''
as $$
declare
  platform_user public.platform_users;
begin
  perform private.require('platform_users.edit', domain_id);
  perform private.begin_sensitive('set_platform_user_status', set_platform_user_status.reason);
  if status = any('{waitlist,pending,active,inactive,deleted}') is not true then
    perform private.bad_input('status', 'waitlist, pending, active, inactive or deleted');
  end if;
  platform_user := private.lock_platform_user(domain_id, platform_user_id, expected_version);
  if platform_user.status = set_platform_user_status.status then
    return platform_user;
  end if;
  if platform_user.status = 'deleted' then
    perform private.fail('PT409', 'TRANSITION_NOT_ALLOWED', 'a deleted user stays deleted');
  end if;
  update public.platform_users as u set status = set_platform_user_status.status
  where u.domain_id = platform_user.domain_id and u.id = platform_user.id
  returning u.* into platform_user;
  if platform_user.status = 'deleted' then
    perform private.void_commissions(domain_id, platform_user_id);
  end if;
  return platform_user;
end;
$$;

comment on function public.set_platform_user_status(uuid, uuid, text, text, integer) is
'Moves a user of the platform to another status; returns the user. status: waitlist, pending, active, inactive, or deleted, which is final and leaves to the platform what the user has earned and not claimed; whom he brought stays known. The same status again does nothing. Needs platform_users.edit and a reason. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 TRANSITION_NOT_ALLOWED.';
revoke all on function public.set_platform_user_status(uuid, uuid, text, text, integer)
from public, anon, service_role;
grant execute on function public.set_platform_user_status(uuid, uuid, text, text, integer) to authenticated;
