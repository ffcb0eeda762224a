-- requires: sql/engagement/topic_name.sql
create or replace function private.topic_label(name text)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return lower(private.topic_name(name));
end;
$$;

comment on function private.topic_label(text) is
'A topic''s name as its label: the same in lowercase.';

revoke all on function private.topic_label(text) from public;
