-- requires: sql/commerce/risk_shared.sql sql/commerce/risk_bursts.sql sql/commerce/risk_trades.sql
-- requires: sql/commerce/risk_lockstep.sql sql/commerce/risk_code_sales.sql
-- Devices and addresses of the net would tell more: the platform does not send them.
create or replace function private.risk_signals(domain_id uuid, since timestamptz)
returns table (platform_user_id uuid, signal text, value numeric)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select told.platform_user_id, told.signal, max(told.value)
  from (
    select * from private.risk_shared(risk_signals.domain_id)
    union all
    select * from private.risk_bursts(risk_signals.domain_id)
    union all
    select * from private.risk_trades(risk_signals.domain_id, since)
    union all
    select * from private.risk_lockstep(risk_signals.domain_id, since)
    union all
    select * from private.risk_code_sales(risk_signals.domain_id, since)
  ) as told
  group by 1, 2;
end;
$$;

comment on function private.risk_signals(uuid, timestamptz) is
'What our tables know of the users of a domain that may speak of gaming it: a value a user and signal. since: trades and redemptions from then on.';
revoke all on function private.risk_signals(uuid, timestamptz) from public, anon, authenticated, service_role;
