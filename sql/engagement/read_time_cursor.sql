-- requires: sql/platform/bad_input.sql
create or replace function private.read_time_cursor(
  list text,
  after text,
  out at timestamptz,
  out id uuid,
  out domain_id uuid
)
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  code text;
  microseconds bigint;
begin
  if after is null then
    return;
  end if;
  code := substring(after from '^' || list || '\.([0-9a-f]{80})$');
  microseconds := ('x' || right(code, 16))::bit(64)::bigint; -- Since 2000, as Postgres counts.
  if code is null or microseconds not between -3e15 and 3e15 then -- A century before and after.
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  id := left(code, 32)::uuid;
  domain_id := substr(code, 33, 32)::uuid;
  at := timestamptz '2000-01-01 00:00:00+00' + microseconds * interval '1 microsecond';
end;
$$;

comment on function private.read_time_cursor(text, text) is
'The place after which a list that is ordered by time goes on, from make_time_cursor; nulls for its beginning. Raises 22023 for anything else.';

revoke all on function private.read_time_cursor(text, text) from public;
grant execute on function private.read_time_cursor(text, text) to authenticated, service_role;
