-- requires: sql/analytics/hour_number.sql
create or replace function private.trade_hour(occurred_at timestamptz, received_at timestamptz)
returns integer
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return floor(private.hour_number(
    case when occurred_at - received_at > interval '5 minutes' then received_at else occurred_at end
  ));
end;
$$;

comment on function private.trade_hour(timestamptz, timestamptz) is
'The hour (since 2000-01-01 UTC) in which a trade counts: when it happened, or, where it claims to have happened more than 5 minutes after it came here, when it came.';

revoke all on function private.trade_hour(timestamptz, timestamptz) from public, anon, authenticated, service_role;
