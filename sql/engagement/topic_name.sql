-- requires: sql/platform/default_privileges.sql
create or replace function private.topic_name(name text)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return btrim(regexp_replace(name, '\s+', ' ', 'g'));
end;
$$;

comment on function private.topic_name(text) is
'A topic''s name as people are shown it: single spaces, none at the ends.';

revoke all on function private.topic_name(text) from public;
