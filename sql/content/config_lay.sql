-- requires: sql/platform/default_privileges.sql
create or replace function private.config_lay(below jsonb, above jsonb, strategy text)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  floor constant jsonb := case when jsonb_typeof(below) = 'object' then below else '{}' end;
begin
  if coalesce(above, 'null') = 'null' then
    return nullif(below, 'null');
  end if;
  if jsonb_typeof(above) <> 'object' then
    return above;
  end if;
  return (
    select coalesce(jsonb_object_agg(laid.key, laid.value), '{}')
    from (
      select name.key, private.config_lay(floor -> name.key, above -> name.key, strategy) as value
      from (
        select jsonb_object_keys(above) as key
        union
        select jsonb_object_keys(floor) as key where strategy = 'deep'
      ) as name
    ) as laid
    where laid.value is not null
  );
end;
$$;

comment on function private.config_lay(jsonb, jsonb, text) is
'One config over another. null inherits what is below; objects are laid member by member, anything else whole. deep: members that above lacks come from below; replace: they are gone.';
revoke all on function private.config_lay(jsonb, jsonb, text)
from public, anon, authenticated, service_role;
