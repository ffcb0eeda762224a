-- requires: sql/content/config_globals.sql sql/content/config_values.sql
create or replace function private.config_versions(slug text, domain_id uuid)
returns setof public.config_values
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if config_versions.domain_id is null then
    return query
    select null::uuid, g.* from public.config_globals as g where g.slug = config_versions.slug;
    return;
  end if;
  return query
  select v.* from public.config_values as v
  where v.domain_id = config_versions.domain_id and v.slug = config_versions.slug;
end;
$$;

comment on function private.config_versions(text, uuid) is
'Every version of the settings of a site, or of all sites (null).';
revoke all on function private.config_versions(text, uuid)
from public, anon, authenticated, service_role;
