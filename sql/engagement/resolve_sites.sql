-- requires: sql/engagement/site_domain_id.sql
create or replace function private.resolve_sites(events jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_object_agg(named.name, private.site_domain_id(named.name)), '{}')
    from (
      select distinct listed.event ->> 'site_domain' as name
      from jsonb_array_elements(events) as listed (event)
    ) as named
    where named.name is not null
  );
end;
$$;

comment on function private.resolve_sites(jsonb) is
'Maps each site_domain of the batch, as written there, to its domain id; null for an unknown site.';

revoke all on function private.resolve_sites(jsonb) from public;
