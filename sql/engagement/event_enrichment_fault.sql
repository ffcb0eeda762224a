-- requires: sql/platform/default_privileges.sql
create or replace function private.event_enrichment_fault(given jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(given -> 'source') is distinct from 'string'
      or length(given ->> 'source') not between 1 and 100
      then 'properties.source: must be a text of 1 to 100 characters'
    when jsonb_typeof(given -> 'company') not in ('object', 'null')
      then 'properties.company: must be an object'
    when jsonb_typeof(given -> 'company') = 'object'
      and (given #>> '{company,domain}') ~* '^[a-z0-9-]+(\.[a-z0-9-]+)+$' is not true
      then 'properties.company.domain: must be an internet domain such as acme.example'
    when jsonb_typeof(given -> 'data') not in ('object', 'null')
      then 'properties.data: must be an object'
  end;
end;
$$;

comment on function private.event_enrichment_fault(jsonb) is
'What is wrong with the properties of an enrichment, as "field: problem"; null when nothing.';

revoke all on function private.event_enrichment_fault(jsonb) from public;
