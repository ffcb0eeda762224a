-- requires: sql/content/read_config.sql sql/content/config_entry.sql
create or replace function private.config_document(domain_ids uuid [], with_global boolean)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'format', 'bo.config/1',
    'global', (
      select coalesce(jsonb_object_agg(known.slug, private.config_entry(state)), '{}')
      from public.config_schemas as known
      cross join lateral private.read_config(known, null) as state
      where with_global and private.config_entry(state) is not null
    ),
    'sites', (
      select coalesce(jsonb_object_agg(site.site_domain, site.entries), '{}')
      from (
        select tenant.site_domain, jsonb_object_agg(known.slug, private.config_entry(state)) as entries
        from public.domains as tenant
        cross join public.config_schemas as known
        cross join lateral private.read_config(known, tenant.id) as state
        where tenant.id = any(domain_ids) and private.config_entry(state) is not null
        group by tenant.site_domain
      ) as site
    )
  );
end;
$$;

comment on function private.config_document(uuid [], boolean) is
'What was set at these sites, and for all of them, as one document.';
revoke all on function private.config_document(uuid [], boolean)
from public, anon, authenticated, service_role;
