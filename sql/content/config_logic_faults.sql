-- requires: sql/content/config_fault.sql
create or replace function private.config_logic_faults(schema jsonb, value jsonb, path text, root jsonb)
returns setof private.config_fault
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  any_of constant jsonb := schema -> 'anyOf';
  one_of constant jsonb := schema -> 'oneOf';
begin
  return query
  select fault.*
  from jsonb_array_elements(schema -> 'allOf') as part (value)
  cross join lateral private.config_faults(part.value, config_logic_faults.value, path, root) as fault;
  if any_of is not null and private.config_matches(any_of, value, root) = 0 then
    return next (path, 'anyOf', 'fits none of the alternatives')::private.config_fault;
  end if;
  if one_of is not null and private.config_matches(one_of, value, root) <> 1 then
    return next (path, 'oneOf', 'must fit exactly one of the alternatives')::private.config_fault;
  end if;
  if schema ? 'not' and private.config_matches(jsonb_build_array(schema -> 'not'), value, root) = 1 then
    return next (path, 'not', 'is what it must not be')::private.config_fault;
  end if;
end;
$$;

comment on function private.config_logic_faults(jsonb, jsonb, text, jsonb) is
'What a value breaks of allOf, anyOf, oneOf and not.';
revoke all on function private.config_logic_faults(jsonb, jsonb, text, jsonb)
from public, anon, authenticated, service_role;
