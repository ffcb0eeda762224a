-- requires: sql/engagement/engagement_filter.sql sql/engagement/engagement_filter_fault.sql
-- requires: sql/platform/bad_input.sql
create or replace function private.read_engagement_filter(filter jsonb)
returns private.engagement_filter
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
  cross join lateral (
    select private.engagement_filter_fault(entry.key, entry.value) as fault
  ) as checked
  where checked.fault is not null
  order by entry.key
  limit 1;
  if found then
    perform private.bad_input('filter.' || broken.key, broken.fault);
  end if;
  return jsonb_populate_record(null::private.engagement_filter, given);
end;
$$;

comment on function private.read_engagement_filter(jsonb) is
'The filter with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';

revoke all on function private.read_engagement_filter(jsonb)
from public, anon, authenticated, service_role;
