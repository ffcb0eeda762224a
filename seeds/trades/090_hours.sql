-- Every hour with a trade, or in which somebody was brought, is counted at once, with the rows: see ../scale/090_days.sql.
insert into private.dirty_trades (domain_id, hour, cause)
select
  trade.domain_id,
  floor(private.hour_number(trade.occurred_at))::integer as hour,
  'first_fill' as cause
from public.transactions as trade
inner join trade_sizes on trade.domain_id = trade_sizes.domain_id
group by trade.domain_id, floor(private.hour_number(trade.occurred_at))::integer
union
select
  brought.domain_id,
  floor(private.hour_number(brought.referred_at))::integer as hour,
  'first_fill' as cause
from private.counted_referrals as brought
inner join trade_sizes on brought.domain_id = trade_sizes.domain_id
where brought.level = 1;

analyze public.transactions, public.fee_charges, public.platform_users, public.tokens, public.cohort_members,
public.commission_accruals, public.commission_movements, public.commission_payouts;

do $$
begin
  -- What the rows above noted of users and cohorts is in the hours already.
  delete from private.dirty_deals where domain_id in (select domain_id from trade_sizes);
  while (public.run_rollup_upkeep(100000) ->> 'is_waiting')::boolean loop
    null;
  end loop;
end;
$$;

drop table trade_sizes, trade_lines;
