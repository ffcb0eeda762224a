-- requires: sql/events/event_catalog.sql sql/content/config_faults.sql
create or replace function private.catalogue_fault(known public.event_catalog, event jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  fault text;
begin
  if known.name is null then
    return 'name: is not in the catalogue, in this version';
  end if;
  if event ->> 'actor_kind' <> all(known.actor_kinds) then
    return 'actor_kind: does not do this, by the catalogue';
  end if;
  select format('properties%s: %s', found.path, found.reason) into fault
  from private.config_faults(known.json_schema, coalesce(nullif(event -> 'properties', 'null'), '{}')) as found
  order by found.path, found.reason
  limit 1;
  return fault;
end;
$$;

comment on function private.catalogue_fault(public.event_catalog, jsonb) is
'What the catalogue has against an event that is well formed, as "field: problem"; null where nothing. Never quotes a value.';
revoke all on function private.catalogue_fault(public.event_catalog, jsonb)
from public, anon, authenticated, service_role;
