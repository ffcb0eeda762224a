-- requires: sql/commerce/platform_users.sql sql/platform/fail.sql sql/platform/require_version.sql
create or replace function private.lock_platform_user(
  domain_id uuid,
  platform_user_id uuid,
  expected_version integer default null
)
returns public.platform_users
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  platform_user public.platform_users;
begin
  select u.* into platform_user from public.platform_users as u
  where u.domain_id = lock_platform_user.domain_id and u.id = lock_platform_user.platform_user_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, platform_user.version);
  end if;
  return platform_user;
end;
$$;

comment on function private.lock_platform_user(uuid, uuid, integer) is
'The user of the platform, locked until the transaction ends. Raises P0002 NOT_FOUND, or 40001 STALE_VERSION where a version is expected.';
revoke all on function private.lock_platform_user(uuid, uuid, integer) from public, anon, authenticated, service_role;
