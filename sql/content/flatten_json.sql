-- requires: sql/platform/default_privileges.sql
create or replace function private.flatten_json(value jsonb, path text default '')
returns table (place text, leaf jsonb)
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  if jsonb_typeof(value) = 'object' and value <> '{}' then
    return query
    select below.place, below.leaf
    from jsonb_each(flatten_json.value) as part
    cross join lateral private.flatten_json(
      part.value, concat_ws('.', nullif(flatten_json.path, ''), part.key)
    ) as below;
  elsif jsonb_typeof(value) = 'array' and value <> '[]' then
    return query
    select below.place, below.leaf
    from jsonb_array_elements(flatten_json.value) with ordinality as part (value, number)
    cross join lateral private.flatten_json(
      part.value, format('%s[%s]', flatten_json.path, part.number - 1)
    ) as below;
  else
    return query values (flatten_json.path, flatten_json.value);
  end if;
end;
$$;

comment on function private.flatten_json(jsonb, text) is
'Each value of a document with its path, as in questions[0].text; empty objects and arrays are values.';
revoke all on function private.flatten_json(jsonb, text) from public;
grant execute on function private.flatten_json(jsonb, text) to authenticated, service_role;
