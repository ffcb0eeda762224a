-- requires: sql/content/config_schema_parts.sql
create or replace function private.config_schema_shown(schema jsonb, root jsonb, access text)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  holders constant text [] := '{properties,items,additionalProperties,prefixItems}';
  known constant jsonb := private.config_deref(schema, root);
  own constant text := coalesce(known ->> 'x-access', access);
  shown jsonb;
  parts jsonb;
begin
  if jsonb_typeof(schema) is distinct from 'object' then
    return case when schema = 'false' or own = 'client' then schema end;
  end if;
  shown := known - holders - '{required,$defs,x-access,x-toggle}'::text [];
  -- Alternatives may name any member.
  if known ?| holders then
    shown := shown - '{allOf,anyOf,oneOf,not,const,enum}'::text [];
  end if;
  parts := private.config_schema_parts(known, root, own);
  -- That there are no others says nothing about a field.
  if own = 'staff' and parts - 'additionalProperties' = '{}' and coalesce(parts -> 'additionalProperties', 'false') = 'false' then
    return null;
  end if;
  return shown || parts || (
    select coalesce(jsonb_object_agg('required', kept.names), '{}')
    from (
      select jsonb_agg(name.key order by name.place) as names
      from jsonb_array_elements_text(known -> 'required') with ordinality as name (key, place)
      where parts -> 'properties' ? name.key
    ) as kept
    where kept.names is not null
  );
end;
$$;

comment on function private.config_schema_shown(jsonb, jsonb, text) is
'Of a schema, what is about fields for clients, with its definitions put where they are used; null: nothing.';
revoke all on function private.config_schema_shown(jsonb, jsonb, text)
from public, anon, authenticated, service_role;
