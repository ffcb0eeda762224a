-- requires: sql/platform/default_privileges.sql
-- A spreadsheet takes a text that begins with one of these for a formula, and runs it: OWASP, "CSV Injection". A number
-- is none, whatever its sign. Quotes as RFC 4180 has them.
create or replace function private.csv_field(value jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  field text := coalesce(value #>> '{}', '');
begin
  if jsonb_typeof(value) <> 'number' and field ~ '^[=+@\t\r\n-]' then
    field := '''' || field;
  end if;
  if field ~ '[",\r\n'']' then
    return '"' || replace(field, '"', '""') || '"';
  end if;
  return field;
end;
$$;

comment on function private.csv_field(jsonb) is
'A value as a field of a CSV file, harmless to spreadsheets. Nothing for null; JSON for arrays and objects.';
revoke all on function private.csv_field(jsonb) from public, anon, authenticated, service_role;
