-- requires: sql/content/config_part.sql sql/content/config_default_access.sql
create or replace function private.config_view(known public.config_schemas, config jsonb, access text)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if config_view.access = 'staff' then
    return config;
  end if;
  return coalesce(private.config_part(
    known.json_schema, known.json_schema, config, private.config_default_access(known), 'client'
  ), '{}');
end;
$$;

comment on function private.config_view(public.config_schemas, jsonb, text) is
'Of a config, what somebody with this access sees.';
revoke all on function private.config_view(public.config_schemas, jsonb, text)
from public, anon, authenticated, service_role;
