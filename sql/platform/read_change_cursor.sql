-- requires: sql/platform/bad_input.sql sql/platform/is_valid_input.sql
-- What was deleted is kept for 90 days: whoever comes back later than this begins anew.
create or replace function private.read_change_cursor(after text)
returns jsonb
language plpgsql
stable
security definer -- definer: is_valid_input is for our own functions only
set search_path = ''
as $$
begin
  if after is null then
    return '{}';
  end if;
  if not private.is_valid_input(after, 'jsonb') or jsonb_typeof(after::jsonb) <> 'object' then
    perform private.bad_input('after', 'is no cursor of changes_since()');
  end if;
  if (after::jsonb ->> 'at' ~ '^\d{1,12}$' and (after::jsonb ->> 'at')::bigint > extract(epoch from now() - interval '60 days')) is not true then
    return '{}';
  end if;
  return after;
end;
$$;

comment on function private.read_change_cursor(text) is
'The places in a cursor of changes_since(), by table; none for null, and for one that is over 60 days old. Raises 22023 for what is no object.';
revoke all on function private.read_change_cursor(text) from public;
grant execute on function private.read_change_cursor(text) to authenticated;
