-- requires: sql/analytics/metric_revisions.sql sql/analytics/final_days.sql
create or replace function private.note_revisions(
  domain_id uuid,
  old_counts jsonb,
  new_counts jsonb,
  days date [],
  causes text []
)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.metric_revisions (domain_id, day, metric, old_value, new_value, cause)
  select
    note_revisions.domain_id, taken.day, fresh.key,
    (old_counts -> taken.day::text ->> fresh.key)::numeric, fresh.value::numeric, taken.cause
  from jsonb_each(new_counts) as counted
  inner join unnest(days, causes) as taken (day, cause) on counted.key = taken.day::text
  cross join lateral jsonb_each_text(counted.value) as fresh
  where (old_counts -> taken.day::text ->> fresh.key)::numeric <> fresh.value::numeric;
end;
$$;

comment on function private.note_revisions(uuid, jsonb, jsonb, date [], text []) is
'Notes the numbers of days that are not what they were, each with its cause.';

revoke all on function private.note_revisions(uuid, jsonb, jsonb, date [], text [])
from public, anon, authenticated, service_role;
