-- requires: sql/platform/default_privileges.sql
-- Content is text. A tag needs a < before a letter, a slash, ! or ?; written as an entity, or as one of the
-- characters that a careless normalization turns into <, it may become one later.
create or replace function private.markup_at(value text)
returns integer
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  -- Browsers take an entity without its semicolon, too.
  markup constant text :=
    U&'[<\FF1C\FE64][a-zA-Z/!?]|&(lt|LT|#0*60(?![0-9])|#[xX]0*3[cC](?![0-9a-fA-F]))';
begin
  return length(substring(value from '^(.*?)(?:' || markup || ')')) + 1;
end;
$$;

comment on function private.markup_at(text) is
'Where HTML begins in a text, counted in characters from 1; null where there is none. "a < b" and "<3" are none.';
revoke all on function private.markup_at(text) from public;
