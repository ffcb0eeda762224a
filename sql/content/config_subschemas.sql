-- requires: sql/platform/default_privileges.sql
create or replace function private.config_subschemas(within jsonb, place text)
returns table (path text, schema jsonb)
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if jsonb_typeof(within) <> 'object' then
    return;
  end if;
  return query select place, within;
  return query
  select below.path, below.schema
  from (
    select '/' || holder.key || '/' || part.key as step, part.value
    from jsonb_each(within) as holder
    cross join lateral jsonb_each(
      case when holder.key in ('properties', '$defs') then holder.value else '{}' end
    ) as part
    union all
    select '/' || holder.key || '/' || (part.place - 1), part.value
    from jsonb_each(within) as holder
    cross join lateral jsonb_array_elements(
      case when holder.key in ('allOf', 'anyOf', 'oneOf', 'prefixItems') then holder.value else '[]' end
    ) with ordinality as part (value, place)
    union all
    select '/' || holder.key, holder.value
    from jsonb_each(within) as holder
    where holder.key in ('items', 'additionalProperties', 'not')
  ) as part
  cross join lateral private.config_subschemas(part.value, config_subschemas.place || part.step) as below;
end;
$$;

comment on function private.config_subschemas(jsonb, text) is
'A schema with every schema in it that is an object, each with its place.';
revoke all on function private.config_subschemas(jsonb, text)
from public, anon, authenticated, service_role;
