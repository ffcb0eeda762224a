-- requires: sql/content/config_schemas.sql sql/platform/fail.sql
create or replace function private.find_config(slug text, access text)
returns public.config_schemas
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  known public.config_schemas;
begin
  select s.* into known from public.config_schemas as s
  where s.slug = find_config.slug and (find_config.access = 'staff' or s.access <> 'staff');
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there are no such settings');
  end if;
  return known;
end;
$$;

comment on function private.find_config(text, text) is
'The settings of a name. Raises P0002 / NOT_FOUND for a name that is not known, and for what somebody with this access must not know of.';
revoke all on function private.find_config(text, text)
from public, anon, authenticated, service_role;
