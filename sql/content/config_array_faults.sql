-- requires: sql/content/config_fault.sql sql/content/config_path.sql
create or replace function private.config_array_faults(schema jsonb, value jsonb, path text, root jsonb)
returns setof private.config_fault
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  size constant integer := jsonb_array_length(value);
  fixed constant integer := coalesce(jsonb_array_length(schema -> 'prefixItems'), 0);
begin
  return query
  select config_array_faults.path, rule.keyword, rule.reason
  from (
    values
      ('minItems', size < (schema ->> 'minItems')::numeric, 'must have at least this many items: ' || concat_ws('', schema ->> 'minItems')),
      ('maxItems', size > (schema ->> 'maxItems')::numeric, 'must have at most this many items: ' || concat_ws('', schema ->> 'maxItems')),
      (
        'uniqueItems',
        (schema ->> 'uniqueItems')::boolean
        and size > (select count(distinct item.value) from jsonb_array_elements(value) as item),
        'must not hold an item twice'
      )
  ) as rule (keyword, is_broken, reason)
  where rule.is_broken;
  return query
  select fault.*
  from jsonb_array_elements(value) with ordinality as item (value, place)
  cross join lateral private.config_faults(
    case when item.place <= fixed then schema -> 'prefixItems' -> (item.place - 1)::integer else schema -> 'items' end,
    item.value, private.config_path(config_array_faults.path, (item.place - 1)::text), root
  ) as fault
  where item.place <= fixed or schema ? 'items';
end;
$$;

comment on function private.config_array_faults(jsonb, jsonb, text, jsonb) is
'The rules of a schema that an array breaks, with those of its items.';
revoke all on function private.config_array_faults(jsonb, jsonb, text, jsonb)
from public, anon, authenticated, service_role;
