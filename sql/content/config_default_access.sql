-- requires: sql/content/config_schemas.sql
create or replace function private.config_default_access(known public.config_schemas)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return case known.access when 'client' then 'client' else 'staff' end;
end;
$$;

comment on function private.config_default_access(public.config_schemas) is
'Who reads and writes a field of which the schema does not say it.';
revoke all on function private.config_default_access(public.config_schemas)
from public, anon, authenticated, service_role;
