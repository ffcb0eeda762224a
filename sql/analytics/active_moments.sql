-- requires: sql/analytics/active_events.sql
-- Wherever a midnight falls, who was active before it was so at the first of these moments, and who was
-- active after it at the last.
create or replace function private.active_moments(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (person_id uuid, happened_at timestamptz)
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
as $$
begin
  return query
  select seen.person_id, moment.happened_at
  from (
    select event.person_id, min(event.occurred_at) as first_at, max(event.occurred_at) as last_at
    from private.active_events as event
    where
      event.domain_id = active_moments.domain_id
      and event.occurred_at >= from_at and event.occurred_at < to_at
    group by event.person_id
  ) as seen
  cross join lateral (values (seen.first_at), (seen.last_at)) as moment (happened_at);
end;
$$;

comment on function private.active_moments(uuid, timestamptz, timestamptz) is
'When each person was active for the first and for the last time between from_at and to_at.';

revoke all on function private.active_moments(uuid, timestamptz, timestamptz) from public;
