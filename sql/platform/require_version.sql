-- requires: sql/platform/fail.sql
create or replace function private.require_version(expected integer, actual integer)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if require_version.expected is distinct from require_version.actual then
    perform private.fail(
      '40001', 'STALE_VERSION',
      format('the row is at version %s, not %s', actual, coalesce(expected::text, 'null')),
      'Read the row again, merge, and retry with its version.'
    );
  end if;
end;
$$;

comment on function private.require_version(integer, integer) is
'Raises 40001 / STALE_VERSION unless the version that the caller read is the row''s version now.';

revoke all on function private.require_version(integer, integer) from public;
grant execute on function private.require_version(integer, integer) to authenticated, service_role;
