-- requires: sql/content/config_scalar_faults.sql sql/content/config_array_faults.sql sql/content/config_object_faults.sql sql/content/config_logic_faults.sql sql/content/config_matches.sql
-- Our own validator and no extension: it says where, it refuses keywords that it does not know instead of
-- passing over them, and it answers alike wherever the schema runs (docs/settings.md).
create or replace function private.config_faults(
  schema jsonb,
  value jsonb,
  path text default '',
  root jsonb default null
)
returns setof private.config_fault
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  whole constant jsonb := coalesce(config_faults.root, schema);
begin
  if jsonb_typeof(schema) = 'boolean' then
    if schema = 'false' then
      return next (path, 'false', 'is not known')::private.config_fault;
    end if;
    return;
  end if;
  if schema ? '$ref' then
    return query
    select fault.*
    from private.config_faults(
      whole #> string_to_array(substr(schema ->> '$ref', 3), '/'), value, path, whole
    ) as fault;
  end if;
  return query
  select config_faults.path, fault.keyword, fault.reason
  from private.config_scalar_faults(schema, value) as fault;
  if jsonb_typeof(value) = 'object' then
    return query select fault.* from private.config_object_faults(schema, value, path, whole) as fault;
  elsif jsonb_typeof(value) = 'array' then
    return query select fault.* from private.config_array_faults(schema, value, path, whole) as fault;
  end if;
  if schema ?| '{allOf,anyOf,oneOf,not}' then
    return query select fault.* from private.config_logic_faults(schema, value, path, whole) as fault;
  end if;
end;
$$;

comment on function private.config_faults(jsonb, jsonb, text, jsonb) is
'What is wrong with a value, by a schema that config_schema_faults() has nothing against; no row where it is valid. path and root are for its own recursion.';
revoke all on function private.config_faults(jsonb, jsonb, text, jsonb)
from public, anon, authenticated, service_role;
