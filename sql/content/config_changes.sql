-- requires: sql/content/config_path.sql
create or replace function private.config_changes(earlier jsonb, later jsonb, place text)
returns table (path text, before jsonb, after jsonb)
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if earlier is not distinct from later then
    return;
  end if;
  if jsonb_typeof(earlier) = 'object' and jsonb_typeof(later) = 'object' then
    return query
    select below.path, below.before, below.after
    from (
      select jsonb_object_keys(earlier) as key
      union
      select jsonb_object_keys(later)
    ) as name
    cross join lateral private.config_changes(
      earlier -> name.key, later -> name.key, private.config_path(place, name.key)
    ) as below;
    return;
  end if;
  return query select place, earlier, later;
end;
$$;

comment on function private.config_changes(jsonb, jsonb, text) is
'What differs between two configs: the path, and the value before and after; null where there is none. An array is one value.';
revoke all on function private.config_changes(jsonb, jsonb, text)
from public, anon, authenticated, service_role;
