-- requires: sql/platform/has_zone.sql sql/platform/is_valid_input.sql
create or replace function private.is_zoned_time(value text)
returns boolean
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return coalesce(private.has_zone(value) and private.is_valid_input(value, 'timestamptz'), false);
end;
$$;

comment on function private.is_zoned_time(text) is
'Whether the text is an ISO 8601 time with a zone, such as 2026-03-29T09:30:00Z. Never null.';

revoke all on function private.is_zoned_time(text) from public, anon, authenticated, service_role;
