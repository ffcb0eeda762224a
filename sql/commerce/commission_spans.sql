-- requires: sql/commerce/nearest_month.sql
-- Months of another time zone begin some hours from ours: so what lies between is taken from the nearest month, on
-- whichever side, and not the whole month up to there.
create or replace function private.commission_spans(since timestamptz, before timestamptz, noted date [])
returns table (from_at timestamptz, to_at timestamptz, is_earlier boolean, sign integer)
language plpgsql
stable
security invoker
rows 5
set search_path = ''
as $$
declare
  first_at constant timestamptz := private.nearest_month(since)::timestamp at time zone 'UTC';
  end_at constant timestamptz := private.nearest_month(before)::timestamp at time zone 'UTC';
begin
  return query
  select
    n.month::timestamp at time zone 'UTC', (n.month + interval '1 month') at time zone 'UTC',
    coalesce(n.month::timestamp at time zone 'UTC' < first_at, false), 1
  from unnest(noted) as n (month)
  union all
  select
    least(since, first_at), greatest(since, first_at), side.is_earlier,
    case when side.is_earlier = (since < first_at) then -1 else 1 end
  from (values (true), (false)) as side (is_earlier)
  where since <> first_at
  union all
  select least(before, end_at), greatest(before, end_at), false, case when before < end_at then -1 else 1 end
  where before <> end_at;
end;
$$;

comment on function private.commission_spans(timestamptz, timestamptz, date []) is
'What is to be read of a user''s movements, beside the whole months that are not noted: added to, or (sign -1) taken from, what was before since (is_earlier) or what comes after it.';
revoke all on function private.commission_spans(timestamptz, timestamptz, date [])
from public, anon, authenticated, service_role;
