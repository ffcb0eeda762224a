-- requires: sql/platform/bad_input.sql
create or replace function private.read_cursor(list text, after text)
returns text []
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  parts text [];
begin
  if after is null then
    return null;
  end if;
  parts := regexp_match(
    convert_from(decode(after, 'hex'), 'utf8'),
    '^' || list || '\|([0-9a-f-]{36})\|([0-9a-f-]{36})\|(.+)$'
  );
  if parts is null
    or not private.is_valid_input(parts[1], 'uuid') or not private.is_valid_input(parts[2], 'uuid') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  return parts;
exception
  when invalid_parameter_value or character_not_in_repertoire or untranslatable_character then
    perform private.bad_input('after', 'is no cursor of this list');
end;
$$;

comment on function private.read_cursor(text, text) is
'{id, domain id, sort value} of a cursor that make_cursor made for this list; null for null. Raises 22023 for anything else.';

revoke all on function private.read_cursor(text, text) from public, anon, authenticated, service_role;
