-- requires: sql/content/config_fault.sql sql/content/config_path.sql
create or replace function private.config_object_faults(schema jsonb, value jsonb, path text, root jsonb)
returns setof private.config_fault
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  size constant integer := (select count(*) from jsonb_object_keys(value));
begin
  return query
  select config_object_faults.path, rule.keyword, rule.reason
  from (
    values
      ('minProperties', size < (schema ->> 'minProperties')::numeric, 'must have at least this many members: ' || concat_ws('', schema ->> 'minProperties')),
      ('maxProperties', size > (schema ->> 'maxProperties')::numeric, 'must have at most this many members: ' || concat_ws('', schema ->> 'maxProperties'))
  ) as rule (keyword, is_broken, reason)
  where rule.is_broken;
  return query
  select private.config_path(config_object_faults.path, wanted.key), 'required', 'must be there'
  from jsonb_array_elements_text(schema -> 'required') as wanted (key)
  where not value ? wanted.key;
  return query
  select fault.*
  from jsonb_each(value) as member
  cross join lateral private.config_faults(
    coalesce(schema -> 'properties' -> member.key, schema -> 'additionalProperties', 'true'),
    member.value, private.config_path(config_object_faults.path, member.key), root
  ) as fault;
end;
$$;

comment on function private.config_object_faults(jsonb, jsonb, text, jsonb) is
'The rules of a schema that an object breaks, with those of its members.';
revoke all on function private.config_object_faults(jsonb, jsonb, text, jsonb)
from public, anon, authenticated, service_role;
