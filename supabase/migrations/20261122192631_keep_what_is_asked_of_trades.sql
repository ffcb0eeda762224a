-- Numbers of trades add up what they ask for, and hand on no cell that nobody tells apart.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-function
drop function private.count_trade_blocks(uuid [], timestamptz [], text, text, smallint [], boolean);

create or replace function private.hour_pieces(from_at timestamptz, to_at timestamptz, noted integer [])
returns table (level smallint, block integer, begins_at timestamptz, ends_at timestamptz)
language plpgsql
immutable
parallel safe
security invoker
rows 20
set search_path = ''
as $$
declare
  first_hour constant integer := ceil(private.hour_number(from_at));
  end_hour constant integer := floor(private.hour_number(to_at));
  place integer := first_hour; -- Up to here everything is returned.
  gap record;
begin
  if first_hour > end_hour then
    return query select null::smallint, null::integer, from_at, to_at;
    return;
  end if;
  if noted <> '{}' then -- Mostly nothing is, and there are many windows: finding that out by the query costs half of all.
    for gap in
      select min(single.hour) as first_hour, max(single.hour) + 1 as end_hour
      from (
        select dirty.hour, dirty.hour - row_number() over (order by dirty.hour) as island
        from (
          select distinct listed.hour from unnest(noted) as listed (hour)
          where listed.hour >= first_hour and listed.hour < end_hour
        ) as dirty
      ) as single
      group by single.island
      order by 1
    loop
      return query select whole.*, null::timestamptz, null::timestamptz
      from private.window_blocks(place, gap.first_hour) as whole;
      return query select
        null::smallint, null::integer, private.hour_time(gap.first_hour), private.hour_time(gap.end_hour);
      place := gap.end_hour;
    end loop;
  end if;
  return query select whole.*, null::timestamptz, null::timestamptz
  from private.window_blocks(place, end_hour) as whole;
  begins_at := from_at;
  ends_at := private.hour_time(first_hour);
  if begins_at < ends_at then
    return next;
  end if;
  begins_at := private.hour_time(end_hour);
  ends_at := to_at;
  if begins_at < ends_at then
    return next;
  end if;
end;
$$;

comment on function private.hour_pieces(timestamptz, timestamptz, integer []) is
'A window in pieces, each instant in one: blocks (level and block) of whole hours that are counted, and times (begins_at, ends_at) of which the facts are to be read: the noted hours, and hours that are only partly in the window.';

revoke all on function private.hour_pieces(timestamptz, timestamptz, integer [])
from public, anon, authenticated, service_role;

-- Begins and ends are midnights on the wall, so a day on which clocks change is one of 23 or 25 hours.
create or replace function private.report_buckets(reported private.report_window, bucket text)
returns table (begins_on date, from_at timestamptz, to_at timestamptz, state text)
language plpgsql
stable
security invoker
rows 30
set search_path = ''
as $$
declare
  most constant integer := 400;
  step constant interval := '1 ' || bucket;
  first_on timestamp;
begin
  if bucket in ('day', 'week', 'month') is not true then
    perform private.bad_input('bucket', 'must be day, week or month');
  end if;
  first_on := date_trunc(bucket, reported.from_at at time zone reported.time_zone);
  if (first_on + step * most) at time zone reported.time_zone < reported.to_at then
    perform private.bad_input('bucket', format('gives more than %s parts; take a longer one', most));
  end if;
  return query
  select
    whole.begins_at::date,
    greatest(whole.from_at, reported.from_at),
    least(whole.to_at, reported.to_at),
    case
      when whole.from_at < reported.from_at or whole.to_at > reported.to_at then 'partial'
      else private.bucket_state(whole.to_at)
    end
  from (
    select
      local.begins_at,
      private.day_begins_at(local.begins_at, reported.time_zone) as from_at,
      private.day_begins_at(local.begins_at + step, reported.time_zone) as to_at
    -- One more than can begin before the end: a midnight on the wall may be an hour away from the instant.
    from generate_series(first_on, reported.to_at at time zone reported.time_zone + interval '1 hour', step) as local (begins_at)
  ) as whole
  where whole.from_at < reported.to_at
  order by whole.begins_at;
end;
$$;

comment on function private.report_buckets(private.report_window, text) is
'The days, weeks (from Monday) or months of a window in its time zone; the first and the last may be cut by it, and are partial then. Raises 22023.';

revoke all on function private.report_buckets(private.report_window, text) from public;

create or replace function private.trade_pieces(domain_ids uuid [], marks timestamptz [])
returns table (
  domain_id uuid, place integer, level smallint, block integer, begins_at timestamptz, ends_at timestamptz
)
language plpgsql
stable
security invoker
rows 100
set search_path = ''
as $$
begin
  return query
  select tenant.id, span.place, cut.*
  from public.domains as tenant
  cross join generate_series(1, cardinality(marks) - 1) as span (place)
  cross join lateral private.hour_pieces(
    greatest(marks[span.place], tenant.stats_valid_from), marks[span.place + 1],
    array(
      select dirty.hour from private.dirty_trades as dirty
      where
        dirty.domain_id = tenant.id
        and dirty.hour >= floor(private.hour_number(marks[span.place]))
        and dirty.hour < private.hour_number(marks[span.place + 1])
    )
  ) as cut
  where tenant.id = any(domain_ids) and (tenant.stats_valid_from < marks[span.place + 1]) is not false;
end;
$$;

comment on function private.trade_pieces(uuid [], timestamptz []) is
'The time from each mark to the next (place 1, 2 …) in pieces as private.hour_pieces: blocks that are counted, and times of which the trades are to be read. A domain counts from its stats_valid_from on.';

revoke all on function private.trade_pieces(uuid [], timestamptz []) from public, anon, authenticated, service_role;

create or replace function private.count_type_blocks(
  domain_ids uuid [],
  marks timestamptz [],
  part text,
  key text,
  cells smallint []
)
returns setof private.trade_count
language plpgsql
stable
security invoker
rows 100
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  with piece as materialized (
    select cut.* from private.trade_pieces(domain_ids, marks) as cut
  ), counted as (
    -- In the select list arrays are taken apart in half the time that it takes in from.
    select
      piece.place, unnest(stored.cells) as cell, unnest(stored.trades) as trades, unnest(stored.volumes) as volume
    from piece
    inner join private.trade_blocks as stored
      on piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
    where stored.part = count_type_blocks.part and stored.key = count_type_blocks.key
    union all
    select
      piece.place, fresh.cell, fresh.trades, fresh.volume
    from piece
    cross join lateral private.read_trade_cells(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where piece.level is null and fresh.part = count_type_blocks.part and fresh.key = count_type_blocks.key
  )
  select
    counted.place, '', (counted.cell % 192 / 8 * 8)::smallint, sum(counted.trades)::bigint, sum(counted.volume),
    null::numeric, null::numeric, null::numeric, null::numeric, null::bigint
  from counted
  where (cells is null or counted.cell = any(cells))
  group by 1, 2, 3;
end;
$$;

comment on function private.count_type_blocks(uuid [], timestamptz [], text, text, smallint []) is
'Trades and volume from each mark to the next, from the rollup, and what is not counted yet from the trades. cell: the first of the same status and order type, see private.trade_cells.';

revoke all on function private.count_type_blocks(uuid [], timestamptz [], text, text, smallint [])
from public, anon, authenticated, service_role;

-- The second cell in four dozen is confirmed: see private.trade_cells.
create or replace function private.count_fee_blocks(
  domain_ids uuid [],
  marks timestamptz [],
  part text,
  key text,
  cells smallint []
)
returns setof private.trade_count
language plpgsql
stable
security invoker
rows 100
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  with piece as materialized (
    select cut.* from private.trade_pieces(domain_ids, marks) as cut
  ), counted as (
    -- In the select list arrays are taken apart in half the time that it takes in from.
    select
      piece.place, unnest(stored.cells) as cell, unnest(stored.trades) as trades, unnest(stored.volumes) as volume,
      unnest(stored.fees) as fee, unnest(stored.nets) as net, unnest(stored.waivers) as waived,
      unnest(stored.unpriced) as unpriced
    from piece
    inner join private.trade_blocks as stored
      on piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
    where stored.part = count_fee_blocks.part and stored.key = count_fee_blocks.key
    union all
    select
      piece.place, fresh.cell, fresh.trades, fresh.volume, fresh.fee, fresh.net, fresh.waived,
      fresh.unpriced
    from piece
    cross join lateral private.read_trade_cells(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where piece.level is null and fresh.part = count_fee_blocks.part and fresh.key = count_fee_blocks.key
  )
  select
    counted.place, '', (counted.cell % 4)::smallint, sum(counted.trades)::bigint, sum(counted.volume), null::numeric, sum(counted.fee),
    sum(counted.net), sum(counted.waived), sum(counted.unpriced)::bigint
  from counted
  where counted.cell % 192 / 48 = 1 and (cells is null or counted.cell = any(cells))
  group by 1, 2, 3;
end;
$$;

comment on function private.count_fee_blocks(uuid [], timestamptz [], text, text, smallint []) is
'Confirmed trades, their volume and what was charged for them, as private.count_type_blocks. cell: how many there are above the user.';

revoke all on function private.count_fee_blocks(uuid [], timestamptz [], text, text, smallint [])
from public, anon, authenticated, service_role;

create or replace function private.count_token_blocks(
  domain_ids uuid [],
  marks timestamptz [],
  key text,
  cells smallint []
)
returns setof private.trade_count
language plpgsql
stable
security invoker
rows 100
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  with piece as materialized (
    select cut.* from private.trade_pieces(domain_ids, marks) as cut
  ), counted as (
    -- In the select list arrays are taken apart in half the time that it takes in from.
    select
      piece.place, stored.key, unnest(stored.cells) as cell, unnest(stored.trades) as trades,
      unnest(stored.volumes) as volume, unnest(stored.amounts) as amount
    from piece
    inner join private.trade_blocks as stored
      on piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
    where stored.part = 'token' and (count_token_blocks.key is null or stored.key = count_token_blocks.key)
    union all
    select piece.place, fresh.key, fresh.cell, fresh.trades, fresh.volume, fresh.amount
    from piece
    cross join lateral private.read_trade_cells(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where
      piece.level is null and fresh.part = 'token'
      and (count_token_blocks.key is null or fresh.key = count_token_blocks.key)
  )
  select
    counted.place, counted.key, 0::smallint, sum(counted.trades)::bigint, sum(counted.volume), sum(counted.amount),
    null::numeric, null::numeric, null::numeric, null::bigint
  from counted
  where counted.cell % 192 / 48 = 1 and (cells is null or counted.cell = any(cells))
  group by 1, 2, 3;
end;
$$;

comment on function private.count_token_blocks(uuid [], timestamptz [], text, smallint []) is
'Confirmed trades, their volume and amount by token (key), as private.count_type_blocks; key null: of every token. cell is 0.';

revoke all on function private.count_token_blocks(uuid [], timestamptz [], text, smallint [])
from public, anon, authenticated, service_role;

create or replace function private.count_trades(
  wanted private.trade_filter,
  domain_ids uuid [],
  marks timestamptz [],
  is_by_token boolean default false,
  has_fees boolean default false
)
returns setof private.trade_count
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
as $$
declare
  cells constant smallint [] := private.wanted_trade_cells(wanted);
  is_of_token constant boolean := is_by_token or (wanted).token_id is not null;
  part constant text := case
    when (wanted).token_id is not null then 'token' when (wanted).provider is not null then 'provider'
    when (wanted).cohort_id is not null then 'cohort' else 'all'
  end;
  key constant text := coalesce((wanted).token_id::text, (wanted).provider, (wanted).cohort_id::text, '');
begin
  if is_of_token::integer + num_nonnulls((wanted).provider, (wanted).cohort_id) > 1 then
    return query
    select found.* from private.count_found_trades(wanted, domain_ids, marks, cells, is_by_token) as found
    where found.cell % 192 / 48 = 1 or not (is_by_token or has_fees);
  elsif is_by_token then
    return query select * from private.count_token_blocks(domain_ids, marks, (wanted).token_id::text, cells);
  elsif has_fees then
    return query select * from private.count_fee_blocks(domain_ids, marks, part, key, cells);
  else
    return query select * from private.count_type_blocks(domain_ids, marks, part, key, cells);
  end if;
end;
$$;

comment on function private.count_trades(private.trade_filter, uuid [], timestamptz [], boolean, boolean) is
'The trades that the filter means from each mark to the next, and by token where that is asked for (key). A cell stands for all of the same status and order type; with fees, where only confirmed trades count, for all with as many above the user (cell % 4); by token for all confirmed ones.';

revoke all on function private.count_trades(private.trade_filter, uuid [], timestamptz [], boolean, boolean)
from public, anon, authenticated, service_role;

create or replace function private.sum_trades(
  wanted private.trade_filter,
  domain_ids uuid [],
  marks timestamptz []
)
returns table (
  place integer, confirmed bigint, failed bigint, reverted bigint, pending bigint, volume numeric, by_type jsonb
)
language plpgsql
stable
security invoker
rows 30
set search_path = ''
as $$
begin
  return query
  with typed as (
    select
      counted.place, words.order_type, words.status, sum(counted.trades)::bigint as trades, sum(counted.volume) as volume
    from private.count_trades(wanted, domain_ids, marks) as counted
    inner join private.trade_cells as words
      -- Of the cells of a status and a type the first stands for all, so two dozen are compared and not 576.
      on words.cell = counted.cell % 192 / 8 * 8 and words.depth = 0 and words.side = 'buy' and words.venue = 'unknown'
    group by counted.place, words.order_type, words.status
  )
  select
    span.place,
    coalesce(sum(typed.trades) filter (where typed.status = 'confirmed'), 0)::bigint,
    coalesce(sum(typed.trades) filter (where typed.status = 'failed'), 0)::bigint,
    coalesce(sum(typed.trades) filter (where typed.status = 'reverted'), 0)::bigint,
    coalesce(sum(typed.trades) filter (where typed.status = 'pending'), 0)::bigint,
    coalesce(sum(typed.volume) filter (where typed.status = 'confirmed'), 0),
    coalesce(jsonb_agg(jsonb_build_object(
      'order_type', typed.order_type, 'transactions', typed.trades, 'volume_usd_minor', typed.volume
    ) order by typed.order_type) filter (where typed.status = 'confirmed'), '[]')
  from generate_series(1, cardinality(marks) - 1) as span (place)
  left join typed on span.place = typed.place
  group by span.place;
end;
$$;

comment on function private.sum_trades(private.trade_filter, uuid [], timestamptz []) is
'The trades that the filter means from each mark to the next, by status; volume and types of the confirmed ones.';
revoke all on function private.sum_trades(private.trade_filter, uuid [], timestamptz [])
from public, anon, authenticated, service_role;

create or replace function private.sum_fees(
  wanted private.trade_filter,
  domain_ids uuid [],
  marks timestamptz []
)
returns table (
  place integer, depth integer, trades bigint, volume numeric, fee numeric, net numeric, waived numeric, unpriced bigint
)
language plpgsql
stable
security invoker
rows 100
set search_path = ''
as $$
begin
  return query
  select
    span.place, level.depth, coalesce(sum(counted.trades), 0)::bigint, coalesce(sum(counted.volume), 0),
    coalesce(sum(counted.fee), 0), coalesce(sum(counted.net), 0), coalesce(sum(counted.waived), 0),
    coalesce(sum(counted.unpriced), 0)::bigint
  from generate_series(1, cardinality(marks) - 1) as span (place)
  cross join generate_series(0, 3) as level (depth)
  left join private.count_trades(wanted, domain_ids, marks, has_fees => true) as counted
    on span.place = counted.place and level.depth <= counted.cell % 4
  group by span.place, level.depth;
end;
$$;

comment on function private.sum_fees(private.trade_filter, uuid [], timestamptz []) is
'What was charged for the confirmed trades that the filter means from each mark to the next: of users above whom there are at least so many (depth); 0: of all.';
revoke all on function private.sum_fees(private.trade_filter, uuid [], timestamptz [])
from public, anon, authenticated, service_role;

comment on function private.count_found_trades(private.trade_filter, uuid [], timestamptz [], smallint [], boolean) is
'What private.count_trades counts for a filter that crosses two of token, provider and cohort, which the rollup keeps apart: from the trades themselves, cell by cell.';
