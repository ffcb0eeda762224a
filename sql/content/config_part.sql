-- requires: sql/content/config_deref.sql
create or replace function private.config_part(schema jsonb, root jsonb, value jsonb, access text, wanted text)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  known constant jsonb := private.config_deref(schema, root);
  own constant text := case when schema = 'false' then 'staff' else coalesce(known ->> 'x-access', access) end;
  kind constant text := jsonb_typeof(value);
  found jsonb;
begin
  if kind = 'object' then
    select jsonb_object_agg(member.key, part.value) filter (where part.value is not null) into found
    from jsonb_each(value) as member
    cross join lateral private.config_part(
      coalesce(known -> 'properties' -> member.key, known -> 'additionalProperties', 'true'),
      root, member.value, own, wanted
    ) as part (value);
    return coalesce(found, case when 'client' = all(array[own, wanted]) then jsonb '{}' end);
  elsif kind = 'array' then
    -- For the client without gaps; for staff with them, since there the place counts.
    select
      case
        when count(part.value) = 0 then null
        when wanted = 'client' then jsonb_agg(part.value order by item.place) filter (where part.value is not null)
        else jsonb_agg(coalesce(part.value, 'null') order by item.place)
      end
    into found
    from jsonb_array_elements(value) with ordinality as item (value, place)
    cross join lateral private.config_part(
      coalesce(known -> 'prefixItems' -> (item.place - 1)::integer, known -> 'items', 'true'), root, item.value, own, wanted
    ) as part (value);
    return coalesce(found, case when own = wanted then jsonb '[]' end);
  end if;
  return case when own = wanted then value end;
end;
$$;

comment on function private.config_part(jsonb, jsonb, jsonb, text, text) is
'Of a config, what is for clients, or what is for staff; null: nothing. access: of what the schema does not say. What no schema knows is for staff.';
revoke all on function private.config_part(jsonb, jsonb, jsonb, text, text)
from public, anon, authenticated, service_role;
