-- requires: sql/platform/default_privileges.sql
-- A search means what was typed: a % or a _ is a letter like any other.
create or replace function private.begins_with(word text)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%';
end;
$$;

comment on function private.begins_with(text) is
'The pattern for like that texts with this beginning fit, and no others.';
revoke all on function private.begins_with(text) from public, anon, authenticated, service_role;
