-- requires: sql/content/config_faults.sql sql/content/config_meta_schema.sql sql/content/config_subschemas.sql sql/content/config_pattern_is_portable.sql
create or replace function private.config_schema_faults(schema jsonb)
returns setof private.config_fault
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select fault.* from private.config_faults(private.config_meta_schema(), config_schema_faults.schema) as fault;
  if found then
    return;
  end if;
  return query
  with recursive part as materialized (
    select below.* from private.config_subschemas(config_schema_faults.schema, '') as below
  ), link (source, target, part_path) as (
    select substring(part.path from '^/\$defs/([^/]+)'), substr(part.schema ->> '$ref', 9), part.path
    from part
    where part.schema ? '$ref'
  ), reach (source, target) as (
    select link.source, link.target from link
    union
    select reach.source, link.target from reach inner join link on link.source = reach.target
  )
  select link.part_path || '/$ref', '$ref', 'there is no such definition'
  from link
  where not coalesce(config_schema_faults.schema -> '$defs' ? link.target, false)
  union all
  select distinct '/$defs/' || reach.source, '$ref', 'must not lead back to itself'
  from reach
  where reach.source = reach.target
  union all
  select part.path || '/pattern', 'pattern', 'uses what not every engine understands alike'
  from part
  where not private.config_pattern_is_portable(part.schema ->> 'pattern')
  union all
  select part.path, 'x-access', 'must stand where a value is: not beside or under $ref, allOf, anyOf, oneOf or not'
  from part
  where (part.schema ?| '{x-access,x-secret}' and part.path ~ '/((all|any|one)Of/[0-9]+|not)(/|$)')
    or (part.schema ? '$ref' and part.schema ?| '{properties,additionalProperties,items,prefixItems,x-secret}')
  union all
  select part.path, 'x-secret', 'must be a string whose pattern begins with ^vault:'
  from part
  where part.schema ? 'x-secret'
    and (part.schema ->> 'type' = 'string' and starts_with(part.schema ->> 'pattern', '^vault:')) is not true;
end;
$$;

comment on function private.config_schema_faults(jsonb) is
'What is wrong with a schema: keywords that are not known, references that lead nowhere or in a circle, patterns that engines read differently, access where it cannot be followed.';
revoke all on function private.config_schema_faults(jsonb)
from public, anon, authenticated, service_role;
