create or replace function public.run_rollup_upkeep(batch_size integer default 1000)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody else writes the rollups
set search_path = ''
as $$
declare
  taken record;
  rebuilt bigint := 0;
begin
  if batch_size between 1 and 100000 is not true then
    perform private.bad_input('batch_size', '1 to 100000');
  end if;
  -- One worker at a time: two would make the same day from two states of the facts.
  if not pg_try_advisory_xact_lock(hashtextextended('run_rollup_upkeep', 0)) then
    return jsonb_build_object('rebuilt', 0, 'is_waiting', false);
  end if;
  perform private.take_addresses();
  perform private.note_ripe_days();
  perform private.rebuild_topics(batch_size);
  perform private.rebuild_trades(batch_size);
  perform private.rebuild_commissions(batch_size);
  -- What is noted from here on stays for the next run; what the notes taken tell of can be seen by every
  -- statement that follows.
  for taken in select * from private.take_dirty_days(batch_size)
  loop
    -- A month at once: see read_day_facts. More would be held in memory for nothing.
    for place in 1..cardinality(taken.days) by 31 loop
      perform private.rebuild_days(
        taken.domain_id, taken.days[place : place + 30], taken.causes[place : place + 30]
      );
    end loop;
    perform private.join_blocks(taken.domain_id, taken.days);
    rebuilt := rebuilt + cardinality(taken.days);
  end loop;
  return jsonb_build_object(
    'rebuilt', rebuilt,
    'is_waiting', exists (select from private.dirty_days) or exists (select from private.dirty_topics)
    or exists (select from private.dirty_trades) or exists (select from private.dirty_commissions)
  );
end;
$$;

comment on function public.run_rollup_upkeep(integer) is
'For the worker, every minute, and again at once while is_waiting: makes the numbers of the days anew on which something changed, batch_size (1 to 100000) days of domains at most, for topics and for trades as many hours, and of commissions as many months of users. A worker that is killed loses nothing. A second one at the same time does nothing. '
'Returns {rebuilt, is_waiting}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_rollup_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_rollup_upkeep(integer) to service_role;
