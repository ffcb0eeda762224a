-- requires: sql/platform/bad_input.sql
create or replace function private.check_ticket_text(
  field text,
  value text,
  max_length integer,
  is_required boolean default true
)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  plain constant text := nullif(btrim(value, E' \t\r\n'), '');
begin
  if plain is null and is_required then
    perform private.bad_input(field, format('1 to %s characters', max_length));
  end if;
  if length(plain) > max_length then
    perform private.bad_input(field, format('at most %s characters', max_length));
  end if;
  return plain;
end;
$$;

comment on function private.check_ticket_text(text, text, integer, boolean) is
'The text without white space around it, null for an empty one. Raises 22023 INVALID_INPUT, naming the field, where it is too long, or empty and required.';
revoke all on function private.check_ticket_text(text, text, integer, boolean)
from public, anon, authenticated, service_role;
