-- requires: sql/content/section_fault.sql sql/platform/bad_input.sql
create or replace function private.check_section(title text, body text, questions jsonb, styling jsonb)
returns void
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  fault constant text := private.section_fault(title, body, questions, styling);
begin
  if fault is not null then
    perform private.bad_input(split_part(fault, ': ', 1), substr(fault, strpos(fault, ': ') + 2));
  end if;
end;
$$;

comment on function private.check_section(text, text, jsonb, jsonb) is
'Raises 22023 INVALID_INPUT where section_fault() finds something; the message starts with its path.';
revoke all on function private.check_section(text, text, jsonb, jsonb) from public;
