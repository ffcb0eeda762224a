-- requires: sql/platform/is_zoned_time.sql
create or replace function private.sync_config_fault(objects text [], field_map jsonb, filters jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  fields constant jsonb := '{
    "contacts": ["id", "email", "company_domain", "first_seen_at", "last_seen_at"],
    "companies": ["id", "company_domain", "company_name", "first_seen_at"]
  }';
  wrong text;
begin
  if objects in ('{contacts}', '{companies}', '{contacts,companies}', '{companies,contacts}') is not true then
    return 'objects: contacts, companies or both';
  end if;
  if jsonb_typeof(field_map) is distinct from 'object'
    or array(select k.name from jsonb_object_keys(field_map) as k (name) order by k.name)
    <> array(select o.name from unnest(objects) as o (name) order by o.name) then
    return 'field_map: an entry for each of the objects, and no other';
  end if;
  select format('field_map: %s: properties and fields, 1 to 100 of them', e.key) into wrong
  from jsonb_each(field_map) as e
  where jsonb_typeof(e.value) <> 'object' or e.value = '{}' or jsonb_array_length(jsonb_path_query_array(e.value, '$.*')) > 100;
  if wrong is not null then
    return wrong;
  end if;
  select format('field_map: %s.%s', e.key, m.key) into wrong
  from jsonb_each(field_map) as e
  cross join jsonb_each(e.value) as m
  where m.key !~ '^[a-z][a-z0-9_]{0,99}$' or jsonb_typeof(m.value) <> 'string'
    or not (fields -> e.key @> m.value or m.value #>> '{}' ~ '^enrichment\.[A-Za-z0-9_]{1,60}$')
  order by 1 limit 1;
  if wrong is not null then
    return wrong;
  end if;
  if jsonb_typeof(filters) is distinct from 'object' or filters - '{include_test,seen_since}'::text [] <> '{}'
    or jsonb_typeof(coalesce(filters -> 'include_test', 'true')) <> 'boolean'
    or filters ? 'seen_since' and private.is_zoned_time(filters ->> 'seen_since') is not true then
    return 'filters: include_test (true or false) and seen_since (a time with its zone)';
  end if;
  return null;
end;
$$;

comment on function private.sync_config_fault(text [], jsonb, jsonb) is
'What is wrong with a synchronisation, as field: message; null for nothing.';
revoke all on function private.sync_config_fault(text [], jsonb, jsonb) from public, anon, authenticated, service_role;
