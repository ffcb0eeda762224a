-- requires: sql/content/config_fault.sql
create or replace function private.config_matches(schemas jsonb, value jsonb, root jsonb)
returns bigint
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select count(*)
    from jsonb_array_elements(schemas) as branch (schema)
    where not exists (
      select from private.config_faults(branch.schema, config_matches.value, '', root)
    )
  );
end;
$$;

comment on function private.config_matches(jsonb, jsonb, jsonb) is
'How many schemas of an array a value fits.';
revoke all on function private.config_matches(jsonb, jsonb, jsonb)
from public, anon, authenticated, service_role;
