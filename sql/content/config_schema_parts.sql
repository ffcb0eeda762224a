-- requires: sql/content/config_deref.sql
create or replace function private.config_schema_parts(known jsonb, root jsonb, access text)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_object_agg(part.key, part.value), '{}')
    from (
      select 'properties' as key, jsonb_object_agg(shown.key, shown.value) as value
      from (
        select p.key, private.config_schema_shown(p.value, root, access) as value
        from jsonb_each(known -> 'properties') as p
      ) as shown
      where shown.value is not null
      union all
      select
        'prefixItems',
        case when count(shown.value) > 0 then jsonb_agg(coalesce(shown.value, 'true') order by shown.place) end
      from (
        select p.place, private.config_schema_shown(p.value, root, access) as value
        from jsonb_array_elements(known -> 'prefixItems') with ordinality as p (value, place)
      ) as shown
      union all
      select p.key, private.config_schema_shown(p.value, root, access)
      from jsonb_each(known) as p
      where p.key in ('items', 'additionalProperties')
    ) as part
    where part.value is not null
  );
end;
$$;

comment on function private.config_schema_parts(jsonb, jsonb, text) is
'The schemas in a schema that hold fields for clients.';
revoke all on function private.config_schema_parts(jsonb, jsonb, text)
from public, anon, authenticated, service_role;
