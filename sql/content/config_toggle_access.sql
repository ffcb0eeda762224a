-- requires: sql/content/config_default_access.sql
create or replace function private.config_toggle_access(known public.config_schemas)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return coalesce(known.json_schema ->> 'x-toggle', private.config_default_access(known));
end;
$$;

comment on function private.config_toggle_access(public.config_schemas) is
'Who switches the feature: client or staff.';
revoke all on function private.config_toggle_access(public.config_schemas)
from public, anon, authenticated, service_role;
