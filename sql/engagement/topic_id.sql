-- requires: sql/platform/default_privileges.sql
create or replace function private.topic_id(domain_id uuid, label text)
returns uuid
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return md5(domain_id || '/topic/' || label)::uuid;
end;
$$;

comment on function private.topic_id(uuid, text) is
'The id of the topic with this label: the same in whatever order topics are found.';

revoke all on function private.topic_id(uuid, text) from public;
