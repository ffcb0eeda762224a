-- The numbers of the dashboards. The facts are older than a week: that they are counted now is no revision.
update private.dirty_days set cause = 'first_fill';
update private.dirty_trades set cause = 'first_fill';
select public.run_rollup_upkeep(100000);
