-- requires: sql/platform/filter_fault.sql sql/platform/bad_input.sql
create or replace function private.read_filter(filter jsonb, shapes jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := jsonb_strip_nulls(coalesce(nullif(filter, 'null'), '{}'));
  broken record;
begin
  if jsonb_typeof(given) <> 'object' then
    perform private.bad_input('filter', 'must be an object');
  end if;
  select entry.key, checked.fault
  into broken
  from jsonb_each(given) as entry
  cross join lateral (select private.filter_fault(entry.value, shapes -> entry.key) as fault) as checked
  where checked.fault is not null
  order by entry.key
  limit 1;
  if found then
    perform private.bad_input('filter.' || broken.key, broken.fault);
  end if;
  return given;
end;
$$;

comment on function private.read_filter(jsonb, jsonb) is
'The filter of a list without its nulls; null means no filter. shapes: what each key takes, as filter_fault() says. Raises 22023 that names an unknown or ill-typed key.';
revoke all on function private.read_filter(jsonb, jsonb) from public, anon, authenticated, service_role;
