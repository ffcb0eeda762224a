-- requires: sql/content/markup_at.sql
create or replace function private.line_fault(value text, longest integer)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when value is null or btrim(value) = '' then 'must be a text that is not empty'
    when length(value) > longest then format('must have at most %s characters', longest)
    when value ~ '[\x01-\x1f\x7f]' then 'must be one line without control characters'
    when private.markup_at(value) is not null
      then format('holds HTML at character %s; write plain text', private.markup_at(value))
  end;
end;
$$;

comment on function private.line_fault(text, integer) is
'What is wrong with one line of plain text of this length at most; null where nothing is.';
revoke all on function private.line_fault(text, integer) from public;
