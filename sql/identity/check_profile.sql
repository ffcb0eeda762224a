-- requires: sql/platform/bad_input.sql sql/platform/is_time_zone.sql
-- The table checks the same again (of a time zone the form alone); here the answer names the field.
create or replace function private.check_profile(
  display_name text,
  phone text,
  avatar_path text,
  locale text,
  time_zone text
)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if length(display_name) > 200 then
    perform private.bad_input('display_name', 'at most 200 characters');
  end if;
  if phone !~ '^(\+[0-9]{6,15})?$' then
    perform private.bad_input('phone', 'write it as +33123456789, or '''' for none');
  end if;
  if length(avatar_path) > 500 then
    perform private.bad_input('avatar_path', 'at most 500 characters');
  end if;
  if locale !~ '^[a-z]{2,3}(-[A-Z]{2})?$' then
    perform private.bad_input('locale', 'a language tag such as fr or fr-CH');
  end if;
  if not private.is_time_zone(time_zone) then
    perform private.bad_input('time_zone', 'an IANA name such as Europe/Paris');
  end if;
end;
$$;

comment on function private.check_profile(text, text, text, text, text) is
'Raises 22023 INVALID_INPUT for the first field of a profile that is malformed; null is always well.';

revoke all on function private.check_profile(text, text, text, text, text) from public;
grant execute on function private.check_profile(text, text, text, text, text) to authenticated;
