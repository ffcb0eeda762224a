-- requires: sql/content/read_config.sql sql/content/config_faults.sql
create or replace function private.config_in_force_faults(known public.config_schemas, domain_id uuid)
returns table (site_domain text, path text, reason text)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select place.name, fault.path, fault.reason
  from (
    select config_in_force_faults.domain_id as id, ''::text as name
    union all
    select d.id, d.site_domain
    from public.domains as d
    where config_in_force_faults.domain_id is null
      and d.id in (select v.domain_id from public.config_values as v where v.slug = known.slug)
  ) as place
  cross join lateral private.read_config(known, place.id) as state
  cross join lateral private.config_faults(known.json_schema, state.config_in_force) as fault
  order by place.name, fault.path, fault.keyword;
end;
$$;

comment on function private.config_in_force_faults(public.config_schemas, uuid) is
'What is wrong with the settings that hold at a site; without one, with those for all sites and those of each site that are laid over them (site_domain says which).';
revoke all on function private.config_in_force_faults(public.config_schemas, uuid)
from public, anon, authenticated, service_role;
