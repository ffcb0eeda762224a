-- requires: sql/content/config_path.sql
create or replace function private.config_leaf(value jsonb)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return (
    select min(coalesce(
      private.config_path('', member.key) || private.config_leaf(member.value), private.config_path('', member.key)
    ))
    from (
      select part.key, part.value
      from jsonb_each(case when jsonb_typeof(config_leaf.value) = 'object' then config_leaf.value else '{}' end) as part
      union all
      select (part.place - 1)::text, part.value
      from jsonb_array_elements(
        case when jsonb_typeof(config_leaf.value) = 'array' then config_leaf.value else '[]' end
      ) with ordinality as part (value, place)
      where part.value <> 'null'
    ) as member
  );
end;
$$;

comment on function private.config_leaf(jsonb) is
'The path of a value in it that holds no other; null where there is none.';
revoke all on function private.config_leaf(jsonb)
from public, anon, authenticated, service_role;
