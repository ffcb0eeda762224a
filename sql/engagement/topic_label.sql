-- requires: sql/platform/default_privileges.sql
create or replace function private.topic_label(name text)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return lower(regexp_replace(btrim(name, E' \t\n\r'), '\s+', ' ', 'g'));
end;
$$;

comment on function private.topic_label(text) is
'A topic''s name as its label: lowercase, single spaces.';

revoke all on function private.topic_label(text) from public;
