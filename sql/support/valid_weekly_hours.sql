-- requires: sql/platform/default_privileges.sql
create or replace function private.valid_weekly_hours(weekly_hours jsonb)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  clock constant text := '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$';
begin
  if jsonb_typeof(weekly_hours) is distinct from 'object' or weekly_hours - '{1,2,3,4,5,6,7}'::text [] <> '{}' then
    return false;
  end if;
  return not exists (
    select from jsonb_each(weekly_hours) as day
    cross join lateral jsonb_array_elements(
      case jsonb_typeof(day.value) when 'array' then day.value else '[null]' end
    ) as span (hours)
    where (
      jsonb_typeof(span.hours) = 'array' and jsonb_array_length(span.hours) = 2
      and span.hours ->> 0 ~ clock and span.hours ->> 1 ~ clock
      and (span.hours ->> 0) collate "C" < (span.hours ->> 1) collate "C"
    ) is not true
  );
end;
$$;

comment on function private.valid_weekly_hours(jsonb) is
'Whether these are hours as sla_policies keeps them: by day 1 to 7, spans of two times that follow one another.';
revoke all on function private.valid_weekly_hours(jsonb) from public, anon, authenticated, service_role;
