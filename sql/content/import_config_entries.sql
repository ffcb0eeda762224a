-- requires: sql/content/import_config_entry.sql sql/content/config_document_entries.sql sql/content/config_in_force_faults.sql sql/identity/domains_with.sql
create or replace function private.import_config_entries(document jsonb, reason text)
returns setof private.config_finding
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  entry record;
begin
  for entry in
    select e.path, e.slug, e.enabled, e.config, e.site_domain, site.id as domain_id, known as schema
    from private.config_document_entries(document) as e
    left join public.domains as site
      on site.site_domain = e.site_domain and site.id = any((select private.domains_with('settings.manage'))::uuid [])
    left join public.config_schemas as known on known.slug = e.slug
    order by e.site_domain nulls first, e.slug
  loop
    if entry.site_domain is not null and entry.domain_id is null then
      return next (entry.path, null, null, 'there is no such site')::private.config_finding;
    elsif (entry.schema).slug is null then
      return next (entry.path, null, null, 'there are no such settings')::private.config_finding;
    else
      return query
      select finding.* from private.import_config_entry(
        entry.path, entry.schema, entry.domain_id, entry.enabled, entry.config, import_config_entries.reason
      ) as finding;
    end if;
  end loop;
  return query
  select
    case fault.site_domain when '' then '/global' else private.config_path('/sites', fault.site_domain) end
    || private.config_path('', known.slug) || '/config' || fault.path, null::jsonb, null::jsonb, fault.reason
  from public.config_schemas as known
  cross join lateral private.config_in_force_faults(known, null) as fault
  where known.slug in (select e.slug from private.config_document_entries(document) as e)
  order by 1;
end;
$$;

comment on function private.import_config_entries(jsonb, text) is
'Stores every entry of a document, and says what changes, and what is wrong then: with an entry, or with what holds at any site.';
revoke all on function private.import_config_entries(jsonb, text)
from public, anon, authenticated, service_role;
