-- requires: sql/platform/default_privileges.sql
create or replace function private.config_patch(target jsonb, patch jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  base constant jsonb := case when jsonb_typeof(target) = 'object' then target else '{}' end;
begin
  if jsonb_typeof(patch) <> 'object' then
    return patch;
  end if;
  return base - array(select jsonb_object_keys(patch)) || (
    select coalesce(jsonb_object_agg(part.key, private.config_patch(base -> part.key, part.value)), '{}')
    from jsonb_each(patch) as part
    where part.value <> 'null'
  );
end;
$$;

comment on function private.config_patch(jsonb, jsonb) is
'A JSON Merge Patch (RFC 7396): null removes a member, an object is merged, anything else replaces.';
revoke all on function private.config_patch(jsonb, jsonb)
from public, anon, authenticated, service_role;
