-- requires: sql/platform/default_privileges.sql
-- Preferences are small and flat, so a few words of JSON Schema do; a word that it does not know is an
-- error of whoever wrote the schema, not something to pass over.
create or replace function private.preference_fault(value jsonb, value_schema jsonb)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  known constant text [] := '{type,enum,pattern,items,maxItems,additionalProperties}';
  kind constant text := jsonb_typeof(value);
begin
  if value is null then
    return null;
  end if;
  if value_schema - known <> '{}' then
    raise exception 'unknown words in a preference schema: %', value_schema - known;
  end if;
  if kind is distinct from coalesce(value_schema ->> 'type', kind) then
    return format('must be of type %s', value_schema ->> 'type');
  end if;
  if not coalesce(value_schema -> 'enum' @> jsonb_build_array(value), true) then
    return format('must be one of %s', value_schema -> 'enum');
  end if;
  if kind = 'string' and (value #>> '{}') !~ (value_schema ->> 'pattern') then
    return format('must look like %s', value_schema ->> 'pattern');
  end if;
  if kind = 'array' then
    if jsonb_array_length(value) > (value_schema ->> 'maxItems')::integer then
      return format('must have at most %s items', value_schema ->> 'maxItems');
    end if;
    return (
      select min(format('[%s] %s', part.place - 1, private.preference_fault(part.item, value_schema -> 'items')))
      from jsonb_array_elements(value) with ordinality as part (item, place)
      where private.preference_fault(part.item, value_schema -> 'items') is not null
    );
  elsif kind = 'object' then
    return (
      select min(format('%s: %s', part.key, private.preference_fault(part.value, value_schema -> 'additionalProperties')))
      from jsonb_each(value) as part
      where private.preference_fault(part.value, value_schema -> 'additionalProperties') is not null
    );
  end if;
  return null;
end;
$$;

comment on function private.preference_fault(jsonb, jsonb) is
'What is wrong with a value, with its place; null where nothing is.';
revoke all on function private.preference_fault(jsonb, jsonb) from public, anon, authenticated, service_role;
