-- requires: sql/commerce/transactions.sql
create or replace function private.risk_trades(domain_id uuid, since timestamptz)
returns table (platform_user_id uuid, signal text, value numeric)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  with traded as materialized (
    select
      t.platform_user_id as trader_id,
      count(*) over (
        partition by t.platform_user_id order by t.occurred_at
        range between interval '1 hour' preceding and current row
      ) as in_an_hour,
      coalesce(
        t.side <> lag(t.side) over pair and t.occurred_at - lag(t.occurred_at) over pair <= interval '10 minutes'
        and abs(t.volume_usd_minor - lag(t.volume_usd_minor) over pair) * 50 <= t.volume_usd_minor, false
      ) as undoes
    from public.transactions as t
    where t.domain_id = risk_trades.domain_id and t.status = 'confirmed' and t.occurred_at >= since
    window pair as (partition by t.platform_user_id, t.token_id order by t.occurred_at, t.id)
  )
  select t.trader_id, 'velocity', max(t.in_an_hour)::numeric from traded as t group by 1
  union all
  select t.trader_id, 'wash_trades', count(*) filter (where t.undoes)::numeric
  from traded as t group by 1
  -- Who trades much undoes something now and then: here it is half of all that could.
  having 4 * count(*) filter (where t.undoes) >= count(*);
end;
$$;

comment on function private.risk_trades(uuid, timestamptz) is
'Signals velocity: the most confirmed trades of a user within an hour. wash_trades: how many undid the trade before, of the same token within ten minutes and for the same value but 2 %; where that is every fourth at least, as it is when half of all is traded to and fro.';
revoke all on function private.risk_trades(uuid, timestamptz) from public, anon, authenticated, service_role;
