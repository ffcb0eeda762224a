-- requires: sql/analytics/take_dirty_deals.sql sql/analytics/take_dirty_trades.sql sql/analytics/read_trade_cells.sql
-- requires: sql/analytics/read_referrals.sql sql/analytics/join_trade_blocks.sql sql/analytics/count_trade_days.sql sql/analytics/note_revisions.sql
create or replace function private.rebuild_trades(batch_size integer)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  taken record;
  old_counts jsonb;
  final_days date [];
begin
  perform private.take_dirty_deals();
  for taken in select * from private.take_dirty_trades(batch_size)
  loop
    final_days := private.final_days(taken.days, taken.causes);
    old_counts := private.count_trade_days(taken.domain_id, final_days);
    delete from private.trade_blocks as old
    where old.domain_id = taken.domain_id and old.level = 0 and old.block = any(taken.hours);
    insert into private.trade_blocks (
      domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced
    )
    select
      taken.domain_id, 0, one.hour, counted.part, counted.key, array_agg(counted.cell), array_agg(counted.trades),
      array_agg(counted.volume), array_agg(counted.amount), array_agg(counted.fee), array_agg(counted.net),
      array_agg(counted.waived), array_agg(counted.unpriced)
    from unnest(taken.hours) as one (hour)
    cross join lateral (values (private.hour_time(one.hour), private.hour_time(one.hour + 1))) as whole (from_at, to_at)
    cross join lateral (
      select traded.* from private.read_trade_cells(taken.domain_id, whole.from_at, whole.to_at) as traded
      union all
      select 'referral', '', brought.level, brought.people, 0, 0, 0, 0, 0, 0
      from private.read_referrals(taken.domain_id, whole.from_at, whole.to_at) as brought
    ) as counted
    group by one.hour, counted.part, counted.key;
    perform private.join_trade_blocks(taken.domain_id, taken.hours);
    perform private.note_revisions(
      taken.domain_id, old_counts, private.count_trade_days(taken.domain_id, final_days), taken.days, taken.causes
    );
  end loop;
end;
$$;

comment on function private.rebuild_trades(integer) is
'Makes the numbers of trades and referrals of at most so many noted hours anew, and notes where final ones changed; whoever calls lets nobody else do it meanwhile.';

revoke all on function private.rebuild_trades(integer) from public, anon, authenticated, service_role;
