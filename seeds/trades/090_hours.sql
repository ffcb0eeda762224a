-- Every hour of the year is counted at once, with the rows: see ../scale/090_days.sql.
insert into private.dirty_trades (domain_id, hour, cause)
select
  trade_sizes.domain_id,
  hour,
  'first_fill'
from trade_sizes
cross join generate_series(
  floor(private.hour_number('2025-11-20 00:00:00+00'))::integer,
  floor(private.hour_number('2026-11-20 00:00:00+00'))::integer
) as hour;

analyze public.transactions, public.fee_charges, public.platform_users, public.tokens;

do $$
begin
  -- What the rows above noted of users and cohorts is in the hours already.
  delete from private.dirty_deals where domain_id in (select domain_id from trade_sizes);
  while (public.run_rollup_upkeep(100000) ->> 'is_waiting')::boolean loop
    null;
  end loop;
end;
$$;

drop table trade_sizes;
