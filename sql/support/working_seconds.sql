-- requires: sql/support/working_time.sql
create or replace function private.working_seconds(policy private.sla_policies, from_at timestamptz, to_at timestamptz)
returns numeric
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return coalesce((
    select sum(extract(epoch from upper(span.at)) - extract(epoch from lower(span.at)))
    from unnest(private.working_time(policy, from_at, to_at)) as span (at)
  ), 0);
end;
$$;

comment on function private.working_seconds(private.sla_policies, timestamptz, timestamptz) is
'How long support works between two moments, to the microsecond.';
revoke all on function private.working_seconds(private.sla_policies, timestamptz, timestamptz)
from public, anon, authenticated, service_role;
