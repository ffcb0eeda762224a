-- requires: sql/analytics/activity_period.sql
create or replace function private.period_marks(periods private.activity_period [])
returns timestamptz []
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return array(
    select part.from_at from unnest(periods) as part
    union all
    select max(part.to_at) from unnest(periods) as part
    order by 1
  );
end;
$$;

comment on function private.period_marks(private.activity_period []) is
'When the periods begin, and when the last of them ends: the midnights that active_sets() takes.';
revoke all on function private.period_marks(private.activity_period []) from public, anon, authenticated, service_role;
