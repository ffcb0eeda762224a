-- requires: sql/platform/default_privileges.sql
create or replace function private.config_pattern_is_portable(pattern text)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if pattern !~ (
    '^([\^$|]|\((\?:)?|'                          -- anchors, alternatives, the beginning of a group
    || '(\)|[^]\\\[(){}*+?.|^$]|\\[]\\\[(){}*+?.|^$/-]|'  -- its end, a character, one that is escaped
    || '\[\^?([^]\\\[^]|\\[]\\\[^-])+\])'            -- a class
    || '([*+?]|\{[0-9]+(,[0-9]*)?\})?)*$'             -- how often
  ) then
    return false;
  end if;
  perform '' ~ pattern;
  return true;
exception
  when invalid_regular_expression then
    return false;
end;
$$;

comment on function private.config_pattern_is_portable(text) is
'Whether Postgres, JavaScript and Python understand a regular expression alike: characters, classes of them, groups, alternatives, anchors and greedy quantifiers; no dot and no \d, \w or \s, which differ between them.';
revoke all on function private.config_pattern_is_portable(text)
from public, anon, authenticated, service_role;
