-- requires: sql/content/config_path.sql
create or replace function private.config_document_entries(document jsonb)
returns table (path text, site_domain text, slug text, enabled boolean, config jsonb)
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return query
  select
    private.config_path(place.path, entry.key), place.site_domain, entry.key,
    (entry.value ->> 'enabled')::boolean, entry.value -> 'config'
  from (
    select '/global' as path, null as site_domain, document -> 'global' as entries
    union all
    select private.config_path('/sites', site.key), site.key, site.value
    from jsonb_each(document -> 'sites') as site
  ) as place
  cross join lateral jsonb_each(place.entries) as entry
  order by place.site_domain nulls first, entry.key;
end;
$$;

comment on function private.config_document_entries(jsonb) is
'The entries of a document, those for all sites first, as the others are laid over them.';
revoke all on function private.config_document_entries(jsonb)
from public, anon, authenticated, service_role;
