-- requires: sql/platform/default_privileges.sql
create or replace function private.config_prune(config jsonb, below jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if jsonb_typeof(config) <> 'object' then
    return config;
  end if;
  return (
    select coalesce(jsonb_object_agg(member.key, private.config_prune(member.value, below -> member.key)), '{}')
    from jsonb_each(config) as member
    where member.value <> 'null' or below ? member.key
  );
end;
$$;

comment on function private.config_prune(jsonb, jsonb) is
'A config without the nulls that inherit nothing, because there is nothing below them.';
revoke all on function private.config_prune(jsonb, jsonb)
from public, anon, authenticated, service_role;
