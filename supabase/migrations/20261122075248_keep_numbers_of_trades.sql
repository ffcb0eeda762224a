-- Numbers of trades, kept by hours: per cycle, by what is known of them, and by token.
SET local check_function_bodies = off;

CREATE TABLE "private"."dirty_deals" (
  "id"                bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "domain_id"         uuid   NOT NULL,
  "order_external_id" text,
  "token_id"          uuid,
  "platform_user_id"  uuid,
  CONSTRAINT "dirty_deals_pkey" PRIMARY KEY (id),
  CONSTRAINT "dirty_deals_subject_check" CHECK ((num_nonnulls(order_external_id, token_id, platform_user_id) = 1))
);

ALTER TABLE "private"."dirty_deals"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."dirty_trades" (
  "id"        bigint  GENERATED ALWAYS AS IDENTITY NOT NULL,
  "domain_id" uuid    NOT NULL,
  "hour"      integer NOT NULL,
  "cause"     text    NOT NULL,
  CONSTRAINT "dirty_trades_pkey" PRIMARY KEY (id)
);

ALTER TABLE "private"."dirty_trades"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "private"."trade_blocks" (
  "domain_id" uuid       NOT NULL,
  -- squawk-ignore prefer-bigint-over-smallint
  "level"     smallint   NOT NULL,
  "block"     integer    NOT NULL,
  "part"      text       NOT NULL,
  "key"       text       COLLATE pg_catalog."C" NOT NULL,
  -- squawk-ignore prefer-bigint-over-smallint
  "cells"     smallint[] NOT NULL,
  "trades"    bigint[]   NOT NULL,
  "volumes"   numeric[]  NOT NULL,
  "amounts"   numeric[]  NOT NULL,
  CONSTRAINT "trade_blocks_part_check" CHECK ((part = ANY (ARRAY['all'::text, 'token'::text, 'provider'::text, 'cohort'::text]))),
  CONSTRAINT "trade_blocks_pkey" PRIMARY KEY (domain_id, level, block, part, key)
);

ALTER TABLE "private"."trade_blocks"
  ENABLE ROW LEVEL SECURITY;

-- Volumes outgrow bigint. The check is written anew, as it holds what it was compared as.
alter table public.metric_revisions
-- squawk-ignore ban-drop-constraint
drop constraint metric_revisions_new_value_check,
-- squawk-ignore changing-column-type
alter column old_value type numeric(38, 0),
-- squawk-ignore changing-column-type
alter column new_value type numeric(38, 0),
-- squawk-ignore constraint-missing-not-valid
add constraint metric_revisions_new_value_check check (new_value <> old_value);

CREATE TYPE "private"."trade_count" AS (
  "place"  integer,
  "key"    text,
  "cell"   smallint,
  "trades" bigint,
  "volume" numeric,
  "amount" numeric
);

CREATE TYPE "private"."trade_filter" AS (
  "from"        timestamp WITH time zone,
  "to"          timestamp WITH time zone,
  "domain_ids"  uuid[],
  "order_types" text[],
  "side"        text,
  "token_id"    uuid,
  "provider"    text,
  "cohort_id"   uuid,
  "is_referred" boolean
);

CREATE OR REPLACE FUNCTION private.count_found_trades (
  wanted      private.trade_filter,
  domain_ids  uuid[],
  marks       timestamp with time zone[],
  cells       smallint[],
  is_by_token boolean
)
  RETURNS SETOF private.trade_count
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
begin
  return query
  select
    width_bucket(trade.happened_at, marks), case when is_by_token then trade.token_id::text else '' end as key,
    words.cell, count(*), sum(trade.volume_usd_minor), sum(trade.amount_minor)
  from public.domains as tenant
  inner join private.counted_trades as trade on tenant.id = trade.domain_id
  inner join private.trade_cells as words
    on
      trade.status = words.status and trade.order_type = words.order_type
      and trade.side = words.side and trade.is_referred = words.is_referred
  where
    tenant.id = any(domain_ids) and (tenant.stats_valid_from is null or trade.happened_at >= tenant.stats_valid_from)
    and trade.happened_at >= marks[1] and trade.happened_at < marks[cardinality(marks)]
    and words.cell = any(cells)
    and ((wanted).token_id is null or trade.token_id = (wanted).token_id)
    and ((wanted).provider is null or trade.provider = (wanted).provider)
    and ((wanted).cohort_id is null or exists (
      select from public.cohort_members as member
      where
        member.domain_id = trade.domain_id and member.cohort_id = (wanted).cohort_id
        and member.platform_user_id = trade.platform_user_id and member.valid @> trade.happened_at
    ))
  group by 1, 2, words.cell;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_trade_blocks (
  domain_ids uuid[],
  marks      timestamp with time zone[],
  part       text,
  key        text,
  cells      smallint[]
)
  RETURNS SETOF private.trade_count
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  SET enable_seqscan TO 'off'
  SET enable_hashjoin TO 'off'
  SET enable_mergejoin TO 'off'
  SET jit TO 'off'
  AS $function$
begin
  return query
  with piece as materialized (
    select tenant.id as domain_id, span.place, cut.*
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
    where tenant.id = any(domain_ids) and (tenant.stats_valid_from < marks[span.place + 1]) is not false
  ), counted as (
    select piece.place, stored.key, one.cell, one.trades, one.volume, one.amount
    from piece
    inner join private.trade_blocks as stored
      on
        piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
        and stored.part = count_trade_blocks.part
    cross join lateral unnest(
      stored.cells, stored.trades, stored.volumes, stored.amounts
    ) as one (cell, trades, volume, amount)
    where count_trade_blocks.key is null or stored.key = count_trade_blocks.key
    union all
    select piece.place, fresh.key, fresh.cell, fresh.trades, fresh.volume, fresh.amount
    from piece
    cross join lateral private.read_trade_cells(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where
      piece.level is null and fresh.part = count_trade_blocks.part
      and (count_trade_blocks.key is null or fresh.key = count_trade_blocks.key)
  )
  select counted.place, counted.key, counted.cell, sum(counted.trades)::bigint, sum(counted.volume), sum(counted.amount)
  from counted
  where counted.cell = any(cells)
  group by counted.place, counted.key, counted.cell;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_trade_days (
  domain_id uuid,
  days      date[]
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return coalesce((
    select jsonb_object_agg(asked.day, jsonb_build_object(
      'transactions', counted.trades, 'volume_usd_minor', counted.volume
    ))
    from unnest(days) as asked (day)
    cross join lateral (
      select coalesce(sum(one.trades), 0) as trades, coalesce(sum(one.volume), 0) as volume
      from private.trade_blocks as stored
      cross join lateral unnest(stored.cells, stored.trades, stored.volumes) as one (cell, trades, volume)
      inner join private.trade_cells as words on one.cell = words.cell and words.status = 'confirmed'
      where
        stored.domain_id = count_trade_days.domain_id and stored.level = 3 and stored.part = 'all'
        and stored.block >= (asked.day - date '2000-01-01') * 3 and stored.block < (asked.day - date '2000-01-01') * 3 + 3
    ) as counted
  ), '{}');
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_trades (
  wanted      private.trade_filter,
  domain_ids  uuid[],
  marks       timestamp with time zone[],
  is_by_token boolean                    DEFAULT false
)
  RETURNS SETOF private.trade_count
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  cells constant smallint [] := private.wanted_trade_cells(wanted);
  is_of_token constant boolean := is_by_token or (wanted).token_id is not null;
begin
  if is_of_token::integer + num_nonnulls((wanted).provider, (wanted).cohort_id) > 1 then
    return query select * from private.count_found_trades(wanted, domain_ids, marks, cells, is_by_token);
    return;
  end if;
  return query
  select * from private.count_trade_blocks(
    domain_ids, marks,
    case
      when is_of_token then 'token' when (wanted).provider is not null then 'provider'
      when (wanted).cohort_id is not null then 'cohort' else 'all'
    end,
    coalesce((wanted).token_id::text, (wanted).provider, (wanted).cohort_id::text, case when not is_by_token then '' end),
    cells
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.counts_since (
  domain_ids uuid[]
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return coalesce((
    select max(tenant.stats_valid_from) from public.domains as tenant where tenant.id = any(domain_ids)
  ), '-infinity');
end;
$function$;

CREATE OR REPLACE FUNCTION private.final_days (
  days   date[],
  causes text[]
)
  RETURNS date[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select taken.day from unnest(days, causes) as taken (day, cause)
    where (taken.day + 1)::timestamp at time zone 'UTC' + interval '7 days' <= now()
      and taken.cause <> 'first_fill'
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.hour_pieces (
  from_at timestamp with time zone,
  to_at   timestamp with time zone,
  noted   integer[]
)
  RETURNS TABLE (
    level     smallint,
    block     integer,
    begins_at timestamp with time zone,
    ends_at   timestamp with time zone
  )
  LANGUAGE plpgsql
  IMMUTABLE
  PARALLEL SAFE
  ROWS 20
  SET search_path TO ''
  AS $function$
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
  return query select whole.*, null::timestamptz, null::timestamptz
  from private.window_blocks(place, end_hour) as whole;
  return query select null::smallint, null::integer, edge.*
  from (values (from_at, private.hour_time(first_hour)), (private.hour_time(end_hour), to_at)) as edge (begins, ends)
  where edge.begins < edge.ends;
end;
$function$;

CREATE OR REPLACE FUNCTION private.join_trade_blocks (
  domain_id uuid,
  hours     integer[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  highest constant smallint := 9; -- As in private.window_blocks.
  blocks integer [] := hours;
begin
  for above in 1..highest loop
    blocks := array(select distinct below.block >> 1 from unnest(blocks) as below (block));
    delete from private.trade_blocks as old
    where
      old.domain_id = join_trade_blocks.domain_id
      and old.level = above and old.block = any(blocks);
    insert into private.trade_blocks (domain_id, level, block, part, key, cells, trades, volumes, amounts)
    select
      join_trade_blocks.domain_id, above, whole.block, whole.part, whole.key, array_agg(whole.cell),
      array_agg(whole.trades), array_agg(whole.volume), array_agg(whole.amount)
    from (
      select
        half.block >> 1 as block, half.part, half.key, counted.cell, sum(counted.trades) as trades,
        sum(counted.volume) as volume, sum(counted.amount) as amount
      from private.trade_blocks as half
      cross join lateral unnest(
        half.cells, half.trades, half.volumes, half.amounts
      ) as counted (cell, trades, volume, amount)
      where
        half.domain_id = join_trade_blocks.domain_id and half.level = above - 1
        and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
      group by 1, half.part, half.key, counted.cell
    ) as whole
    group by whole.block, whole.part, whole.key;
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_deals()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  changed constant jsonb := to_jsonb(new);
begin
  insert into private.dirty_deals (domain_id, order_external_id, token_id, platform_user_id)
  values (
    new.domain_id,
    case when tg_table_name = 'orders' then changed ->> 'external_id' end,
    case when tg_table_name = 'tokens' then (changed ->> 'id')::uuid end,
    case tg_table_name
      when 'platform_users' then (changed ->> 'id')::uuid
      when 'cohort_members' then (changed ->> 'platform_user_id')::uuid
    end
  );
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_revisions (
  domain_id  uuid,
  old_counts jsonb,
  new_counts jsonb,
  days       date[],
  causes     text[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  insert into public.metric_revisions (domain_id, day, metric, old_value, new_value, cause)
  select
    note_revisions.domain_id, taken.day, fresh.key,
    (old_counts -> taken.day::text ->> fresh.key)::numeric, fresh.value::numeric, taken.cause
  from jsonb_each(new_counts) as counted
  inner join unnest(days, causes) as taken (day, cause) on counted.key = taken.day::text
  cross join lateral jsonb_each_text(counted.value) as fresh
  where (old_counts -> taken.day::text ->> fresh.key)::numeric <> fresh.value::numeric;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_trades()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  insert into private.dirty_trades (domain_id, hour, cause)
  select distinct
    changed.domain_id,
    floor(private.hour_number(
      case when changed.occurred_at - changed.received_at > interval '5 minutes' then changed.received_at
        else changed.occurred_at end
    ))::integer,
    'trades'
  from changed_rows as changed;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_trade_cells (
  domain_id uuid,
  from_at   timestamp with time zone,
  to_at     timestamp with time zone
)
  RETURNS TABLE (
    part   text,
    key    text,
    cell   smallint,
    trades bigint,
    volume numeric,
    amount numeric
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 200
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  SET enable_seqscan TO 'off'
  SET jit TO 'off'
  AS $function$
begin
  return query
  with trade as materialized (
    select
      happened.platform_user_id, happened.happened_at, happened.token_id::text as token_key,
      coalesce(happened.provider, '') as provider_key, words.cell, happened.volume_usd_minor as volume,
      happened.amount_minor as amount
    from private.counted_trades as happened
    inner join private.trade_cells as words
      on
        happened.status = words.status and happened.order_type = words.order_type
        and happened.side = words.side and happened.is_referred = words.is_referred
    where
      happened.domain_id = read_trade_cells.domain_id
      and happened.happened_at >= from_at and happened.happened_at < to_at
  )
  select
    case
      when grouping(trade.token_key) = 0 then 'token' when grouping(trade.provider_key) = 0 then 'provider' else 'all'
    end,
    coalesce(trade.token_key, trade.provider_key, ''),
    trade.cell, count(*), sum(trade.volume), sum(trade.amount)
  from trade
  group by grouping sets ((trade.cell), (trade.cell, trade.token_key), (trade.cell, trade.provider_key))
  union all
  select 'cohort', member.cohort_id::text, trade.cell, count(*), sum(trade.volume), sum(trade.amount)
  from trade
  inner join public.cohort_members as member
    on
      member.domain_id = read_trade_cells.domain_id
      and trade.platform_user_id = member.platform_user_id and member.valid @> trade.happened_at
  group by member.cohort_id, trade.cell;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_trade_filter (
  filter jsonb
)
  RETURNS private.trade_filter
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return jsonb_populate_record(null::private.trade_filter, private.read_filter(
    filter,
    '{
      "from": "time",
      "to": "time",
      "domain_ids": "uuids",
      "order_types": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]},
      "side": ["buy", "sell"],
      "token_id": "uuid",
      "provider": "text",
      "cohort_id": "uuid",
      "is_referred": "boolean"
    }'
  ));
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_trade_window (
  wanted    private.trade_filter,
  time_zone text
)
  RETURNS private.report_window
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  window_alone private.engagement_filter;
begin
  window_alone."from" := (wanted)."from";
  window_alone."to" := (wanted)."to";
  return private.read_report_window(window_alone, time_zone);
end;
$function$;

CREATE OR REPLACE FUNCTION private.rebuild_days (
  domain_id uuid,
  days      date[],
  causes    text[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  SET enable_seqscan TO 'off'
  SET enable_hashjoin TO 'off'
  SET enable_mergejoin TO 'off'
  SET jit TO 'off'
  AS $function$
declare
  final_days constant date [] := private.final_days(days, causes);
  facts constant private.person_fact [] := private.read_day_facts(domain_id, days);
  old_counts constant jsonb := private.count_days(domain_id, final_days);
begin
  perform private.number_people(domain_id, facts);
  perform private.store_day_facts(domain_id, days, facts);
  perform private.store_day_blocks(domain_id, days);
  perform private.note_revisions(
    domain_id, old_counts, private.count_days(domain_id, final_days), days, causes
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.rebuild_trades (
  batch_size integer
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
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
    insert into private.trade_blocks (domain_id, level, block, part, key, cells, trades, volumes, amounts)
    select
      taken.domain_id, 0, one.hour, counted.part, counted.key, array_agg(counted.cell), array_agg(counted.trades),
      array_agg(counted.volume), array_agg(counted.amount)
    from unnest(taken.hours) as one (hour)
    cross join lateral private.read_trade_cells(
      taken.domain_id, private.hour_time(one.hour), private.hour_time(one.hour + 1)
    ) as counted
    group by one.hour, counted.part, counted.key;
    perform private.join_trade_blocks(taken.domain_id, taken.hours);
    perform private.note_revisions(
      taken.domain_id, old_counts, private.count_trade_days(taken.domain_id, final_days), taken.days, taken.causes
    );
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.sum_trades (
  wanted     private.trade_filter,
  domain_ids uuid[],
  marks      timestamp with time zone[]
)
  RETURNS TABLE (
    place     integer,
    confirmed bigint,
    failed    bigint,
    reverted  bigint,
    pending   bigint,
    volume    numeric,
    by_type   jsonb
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 30
  SET search_path TO ''
  AS $function$
begin
  return query
  with typed as (
    select
      counted.place, words.order_type, words.status, sum(counted.trades)::bigint as trades, sum(counted.volume) as volume
    from private.count_trades(wanted, domain_ids, marks) as counted
    inner join private.trade_cells as words on counted.cell = words.cell
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
$function$;

CREATE OR REPLACE FUNCTION private.take_dirty_deals()
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  SET enable_seqscan TO 'off'
  AS $function$
begin
  with gone as (
    delete from private.dirty_deals returning domain_id, order_external_id, token_id, platform_user_id
  ), deal as materialized (
    select distinct gone.* from gone
  ), found as (
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, order_external_id)
    union
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, token_id)
    union
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, platform_user_id)
  )
  insert into private.dirty_trades (domain_id, hour, cause)
  select distinct trade.domain_id, floor(private.hour_number(trade.happened_at))::integer, 'deals'
  from found
  inner join private.counted_trades as trade on found.domain_id = trade.domain_id and found.id = trade.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.take_dirty_trades (
  batch_size integer
)
  RETURNS TABLE (
    domain_id uuid,
    hours     integer[],
    days      date[],
    causes    text[]
  )
  LANGUAGE plpgsql
  SET search_path TO ''
  SET enable_nestloop TO 'off'
  AS $function$
begin
  return query
  with keys as (
    select distinct noted.domain_id, noted.hour from private.dirty_trades as noted
    order by noted.domain_id, noted.hour
    limit batch_size
  ), gone as (
    delete from private.dirty_trades as noted using keys
    where noted.domain_id = keys.domain_id and noted.hour = keys.hour
    returning noted.id, noted.domain_id, noted.hour, noted.cause
  ), listed as (
    select
      gone.domain_id, (private.hour_time(gone.hour) at time zone 'UTC')::date as day,
      array_agg(distinct gone.hour) as hours, (array_agg(gone.cause order by gone.id))[1] as cause
    from gone
    group by 1, 2
  ), merged as (
    select listed.domain_id, array_agg(listed.day) as days, array_agg(listed.cause) as causes
    from listed
    group by listed.domain_id
  )
  select
    merged.domain_id,
    array(
      select part.hour from listed cross join lateral unnest(listed.hours) as part (hour)
      where listed.domain_id = merged.domain_id
    ),
    merged.days, merged.causes
  from merged;
end;
$function$;

CREATE OR REPLACE FUNCTION private.topic_pieces (
  domain_id uuid,
  from_at   timestamp with time zone,
  to_at     timestamp with time zone
)
  RETURNS TABLE (
    level     smallint,
    block     integer,
    begins_at timestamp with time zone,
    ends_at   timestamp with time zone
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 20
  SET search_path TO ''
  AS $function$
begin
  return query
  select part.*
  from private.hour_pieces(from_at, to_at, array(
    select dirty.hour from private.dirty_topics as dirty
    where
      dirty.domain_id = topic_pieces.domain_id
      and dirty.hour >= floor(private.hour_number(from_at)) and dirty.hour < private.hour_number(to_at)
  )) as part;
end;
$function$;

CREATE OR REPLACE FUNCTION private.trade_cycles (
  reported private.report_window,
  cycle    text
)
  RETURNS SETOF private.activity_period
  LANGUAGE plpgsql
  STABLE
  ROWS 30
  SET search_path TO ''
  AS $function$
begin
  if (cycle in ('day', 'week', 'month', 'custom')) is not true then
    perform private.bad_input('cycle', 'must be day, week, month or custom');
  end if;
  if cycle <> 'custom' then
    return query select * from private.activity_periods(reported, cycle, 1);
    return;
  end if;
  return query
  select 0, (reported.previous_from_at at time zone reported.time_zone)::date, reported.previous_from_at,
    reported.from_at, private.bucket_state(reported.from_at);
  return query
  select 1, (reported.from_at at time zone reported.time_zone)::date, reported.from_at, reported.to_at, reported.state;
end;
$function$;

CREATE OR REPLACE FUNCTION private.wanted_trade_cells (
  wanted private.trade_filter
)
  RETURNS smallint[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return array(
    select words.cell from private.trade_cells as words
    where
      ((wanted).order_types is null or words.order_type = any((wanted).order_types))
      and ((wanted).side is null or words.side = (wanted).side)
      and ((wanted).is_referred is null or words.is_referred = (wanted).is_referred)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.run_rollup_upkeep (
  batch_size integer DEFAULT 1000
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
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
    or exists (select from private.dirty_trades)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.transaction_stats (
  filter    jsonb DEFAULT '{}'::jsonb,
  cycle     text  DEFAULT 'custom'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    begins_on                 date,
    from_at                   timestamp with time zone,
    to_at                     timestamp with time zone,
    state                     text,
    transactions              bigint,
    failed                    bigint,
    reverted                  bigint,
    pending                   bigint,
    volume_usd_minor          numeric,
    previous_transactions     bigint,
    previous_volume_usd_minor numeric,
    transactions_variation    numeric,
    volume_variation          numeric,
    by_type                   jsonb
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.trade_filter := private.read_trade_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_trade_window(wanted, time_zone);
  periods constant private.activity_period [] := array(select p from private.trade_cycles(reported, cycle) as p);
  counts_since constant timestamptz := private.counts_since(tenants);
begin
  return query
  with counted as materialized (
    select n.* from private.sum_trades(wanted, tenants, private.period_marks(periods)) as n
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    n.confirmed, n.failed, n.reverted, n.pending, n.volume, before.confirmed, before.volume,
    case when compared.is_fair then (n.confirmed - before.confirmed)::numeric / nullif(before.confirmed, 0) end,
    case when compared.is_fair then (n.volume - before.volume) / nullif(before.volume, 0) end,
    n.by_type
  from unnest(periods) as part
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  inner join counted as n on n.place = part.place + 1
  inner join counted as before on part.place = before.place
  cross join lateral (select part.state <> 'partial' and earlier.from_at >= counts_since as is_fair) as compared
  order by part.begins_on;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."transaction_stats"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.volume_by_token (
  filter    jsonb   DEFAULT '{}'::jsonb,
  time_zone text    DEFAULT NULL::text,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id        uuid,
    token_id         uuid,
    chain            text,
    address          text,
    symbol           text,
    transactions     bigint,
    volume_usd_minor numeric,
    amount_minor     numeric,
    share            numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.trade_filter := private.read_trade_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_trade_window(wanted, time_zone);
begin
  perform private.check_page_size(page_size);
  return query
  select
    token.domain_id, token.id, token.chain, token.address, token.symbol,
    listed.trades, listed.volume, listed.amount, listed.volume / nullif(listed.whole, 0)
  from (
    select
      counted.key::uuid as id, sum(counted.trades)::bigint as trades, sum(counted.volume) as volume,
      sum(counted.amount) as amount, sum(sum(counted.volume)) over () as whole
    from private.count_trades(wanted, tenants, array[reported.from_at, reported.to_at], true) as counted
    inner join private.trade_cells as words on counted.cell = words.cell and words.status = 'confirmed'
    group by counted.key
    order by sum(counted.volume) desc, counted.key
    limit page_size
  ) as listed
  cross join unnest(tenants) as tenant (id)
  inner join public.tokens as token on tenant.id = token.domain_id and listed.id = token.id
  order by listed.volume desc, token.id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."volume_by_token"(jsonb, text, integer) FROM PUBLIC, "anon", "service_role";

create view private.counted_trades
with (security_invoker = on) as
select
  trade.domain_id,
  trade.id,
  trade.happened_at,
  trade.platform_user_id,
  trade.token_id,
  coalesce(placed.provider, token.provider) as provider,
  trade.order_type,
  trade.side,
  trader.referrer_id is not null as is_referred,
  trade.status,
  trade.amount_minor,
  trade.volume_usd_minor
from (
  select
    on_time.domain_id,
    on_time.id,
    on_time.platform_user_id,
    on_time.token_id,
    on_time.order_external_id,
    on_time.order_type,
    on_time.side,
    on_time.status,
    on_time.amount_minor,
    on_time.volume_usd_minor,
    on_time.occurred_at as happened_at
  from public.transactions as on_time
  where on_time.occurred_at - on_time.received_at <= interval '5 minutes'
  union all
  select
    ahead.domain_id,
    ahead.id,
    ahead.platform_user_id,
    ahead.token_id,
    ahead.order_external_id,
    ahead.order_type,
    ahead.side,
    ahead.status,
    ahead.amount_minor,
    ahead.volume_usd_minor,
    ahead.received_at as happened_at
  from public.transactions as ahead
  where ahead.occurred_at - ahead.received_at > interval '5 minutes'
) as trade
inner join public.platform_users as trader
  on trade.domain_id = trader.domain_id and trade.platform_user_id = trader.id
inner join public.tokens as token on trade.domain_id = token.domain_id and trade.token_id = token.id
left join public.orders as placed
  on trade.domain_id = placed.domain_id and trade.order_external_id = placed.external_id;

CREATE VIEW "private"."trade_cells" WITH (security_invoker=on) AS  SELECT (((((status.place * 24) + (kind.place * 4)) + (side.place * 2)) + referral.place))::smallint AS cell,
    status.name AS status,
    kind.name AS order_type,
    side.name AS side,
    (referral.place = 1) AS is_referred
   FROM (((( VALUES (0,'pending'::text), (1,'confirmed'::text), (2,'failed'::text), (3,'reverted'::text)) status(place, name)
     CROSS JOIN ( VALUES (0,'market'::text), (1,'dca'::text), (2,'limit'::text), (3,'twap'::text), (4,'vwap'::text), (5,'custom'::text)) kind(place, name))
     CROSS JOIN ( VALUES (0,'buy'::text), (1,'sell'::text)) side(place, name))
     CROSS JOIN ( VALUES (0), (1)) referral(place));

CREATE INDEX dirty_trades_hour_idx ON private.dirty_trades USING btree (domain_id, hour);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX transactions_received_at_idx ON public.transactions USING btree (domain_id, received_at)
  WHERE ((occurred_at - received_at) > '00:05:00'::interval);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX transactions_token_id_idx ON public.transactions USING btree (domain_id, token_id, occurred_at DESC, id DESC);

CREATE TRIGGER note_deals_added
  AFTER INSERT ON public.cohort_members
  FOR EACH ROW
  EXECUTE FUNCTION private.note_deals();

CREATE TRIGGER note_deals_changed
  AFTER UPDATE ON public.cohort_members
  FOR EACH ROW
  WHEN ((new.valid <> old.valid))
  EXECUTE FUNCTION private.note_deals();

CREATE TRIGGER note_deals_added
  AFTER INSERT ON public.orders
  FOR EACH ROW
  WHEN ((new.provider IS NOT NULL))
  EXECUTE FUNCTION private.note_deals();

CREATE TRIGGER note_deals_changed
  AFTER UPDATE ON public.orders
  FOR EACH ROW
  WHEN ((new.provider IS DISTINCT FROM old.provider))
  EXECUTE FUNCTION private.note_deals();

CREATE TRIGGER note_deals_changed
  AFTER UPDATE ON public.platform_users
  FOR EACH ROW
  WHEN ((new.referrer_id IS DISTINCT FROM old.referrer_id))
  EXECUTE FUNCTION private.note_deals();

CREATE TRIGGER note_deals_changed
  AFTER UPDATE ON public.tokens
  FOR EACH ROW
  WHEN ((new.provider IS DISTINCT FROM old.provider))
  EXECUTE FUNCTION private.note_deals();

CREATE TRIGGER note_deleted
  AFTER DELETE ON public.transactions REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_trades();

CREATE TRIGGER note_inserted
  AFTER INSERT ON public.transactions REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_trades();

CREATE TRIGGER note_updated_before
  AFTER UPDATE ON public.transactions REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_trades();

CREATE TRIGGER note_updated
  AFTER UPDATE ON public.transactions REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_trades();

COMMENT ON COLUMN "private"."dirty_trades"."cause" IS 'What changed: trades, deals (what is known of their order, token or user), or first_fill, which is no revision of anything.';

COMMENT ON COLUMN "private"."dirty_trades"."hour" IS 'Since 2000-01-01 (UTC).';

COMMENT ON COLUMN "private"."trade_blocks"."amounts" IS 'How much was traded, in minor units of the token; of the others a mere sum.';

COMMENT ON COLUMN "private"."trade_blocks"."block" IS 'Hours since 2000-01-01 (UTC) shifted right by level.';

COMMENT ON COLUMN "private"."trade_blocks"."cells" IS 'What is counted, see private.trade_cells; one element for each that there is.';

COMMENT ON COLUMN "private"."trade_blocks"."key" IS 'Which token or cohort (its id), or provider; empty: none is known.';

COMMENT ON COLUMN "private"."trade_blocks"."part" IS 'Of which trades: all (key is empty), or those of one token, provider or cohort. A trade of a user in two cohorts is in both.';

COMMENT ON COLUMN "private"."trade_blocks"."trades" IS 'How many there were of each of cells.';

COMMENT ON COLUMN "private"."trade_blocks"."volumes" IS 'Their worth in US cents when they happened.';

COMMENT ON COLUMN "public"."metric_revisions"."cause" IS 'What changed first: conversations, events, merge (of visitors), people (of the back office), resolution (24 hours passed), active_kinds (another definition of active); of trades trades, or deals (their order, token or user).';

COMMENT ON COLUMN "public"."metric_revisions"."metric" IS 'conversations, involved and resolved (of these), or persons: displayed, conversed, converted, demo, captured, booked, reached, booked_or_conversed, active; or of trades transactions (confirmed) and volume_usd_minor.';

COMMENT ON FUNCTION "private"."count_found_trades"(private.trade_filter, uuid[], timestamp with time zone[], smallint[], boolean) IS 'private.count_trade_blocks for a filter that crosses two of token, provider and cohort, which the rollup keeps apart: from the trades themselves.';

COMMENT ON FUNCTION "private"."count_trade_blocks"(uuid[], timestamp with time zone[], text, text, smallint[]) IS 'Trades from each mark to the next, from the rollup, and what is not counted yet from the trades; key null: by each key of the part. A domain counts from its stats_valid_from on.';

COMMENT ON FUNCTION "private"."count_trade_days"(uuid, date[]) IS 'The numbers of trades whose changes metric_revisions tells of, of each of the days (UTC), by day.';

COMMENT ON FUNCTION "private"."count_trades"(private.trade_filter, uuid[], timestamp with time zone[], boolean) IS 'The trades that the filter means from each mark to the next, by cell, and by token where that is asked for (key).';

COMMENT ON FUNCTION "private"."counts_since"(uuid[]) IS 'Since when all of these domains count: periods before it cannot be compared with later ones.';

COMMENT ON FUNCTION "private"."final_days"(date[], text[]) IS 'Which of the days (UTC) have numbers that people have seen as final; causes: why each is counted anew.';

COMMENT ON FUNCTION "private"."hour_pieces"(timestamp with time zone, timestamp with time zone, integer[]) IS 'A window in pieces, each instant in one: blocks (level and block) of whole hours that are counted, and times (begins_at, ends_at) of which the facts are to be read: the noted hours, and hours that are only partly in the window.';

COMMENT ON FUNCTION "private"."join_trade_blocks"(uuid, integer[]) IS 'Writes every longer block that holds one of these hours anew, each from its two halves.';

COMMENT ON FUNCTION "private"."note_deals"() IS 'Row trigger of orders, tokens, platform_users and cohort_members: notes whose trades are counted otherwise from now on.';

COMMENT ON FUNCTION "private"."note_revisions"(uuid, jsonb, jsonb, date[], text[]) IS 'Notes the numbers of days that are not what they were, each with its cause.';

COMMENT ON FUNCTION "private"."note_trades"() IS 'Statement trigger of transactions: notes the hours in which the touched ones happened, or had.';

COMMENT ON FUNCTION "private"."read_trade_cells"(uuid, timestamp with time zone, timestamp with time zone) IS 'What private.trade_blocks holds, for any time, from the trades themselves.';

COMMENT ON FUNCTION "private"."read_trade_filter"(jsonb) IS 'The filter with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';

COMMENT ON FUNCTION "private"."read_trade_window"(private.trade_filter, text) IS 'The window of a report on trades, as private.read_report_window. Raises 22023.';

COMMENT ON FUNCTION "private"."rebuild_trades"(integer) IS 'Makes the numbers of trades of at most so many noted hours anew, and notes where final ones changed; whoever calls lets nobody else do it meanwhile.';

COMMENT ON FUNCTION "private"."sum_trades"(private.trade_filter, uuid[], timestamp with time zone[]) IS 'The trades that the filter means from each mark to the next, by status; volume and types of the confirmed ones.';

COMMENT ON FUNCTION "private"."take_dirty_deals"() IS 'Notes the hours of the trades of each noted order, token and user.';

COMMENT ON FUNCTION "private"."take_dirty_trades"(integer) IS 'Takes that many noted hours at most, by domain, with their days (UTC), each with its first cause; whoever takes them counts them.';

COMMENT ON FUNCTION "private"."trade_cycles"(private.report_window, text) IS 'The cycles of a report, with the one before at place 0: the days, weeks or months that the window touches, whole, or (custom) the window itself. Raises 22023.';

COMMENT ON FUNCTION "private"."wanted_trade_cells"(private.trade_filter) IS 'The cells that the filter asks for, of every status.';

COMMENT ON FUNCTION "public"."run_rollup_upkeep"(integer) IS 'For the worker, every minute, and again at once while is_waiting: makes the numbers of the days anew on which something changed, batch_size (1 to 100000) days of domains at most, and for topics and for trades as many hours. A worker that is killed loses nothing. A second one at the same time does nothing. Returns {rebuilt, is_waiting}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."transaction_stats"(jsonb, text, text) IS 'Trades per cycle: transactions (confirmed), failed, reverted and pending ones apart, volume_usd_minor (worth of the confirmed ones in US cents when they happened; a new price changes nothing) and by_type: [{order_type, transactions, volume_usd_minor}]. cycle: day, week (from Monday) or month that the window touches, whole, at most 400, or custom: the window itself. Beside each the equal period before; variation: the change as a part of it, null where it was 0, while the cycle is not over, and where a domain does not count for both. filter: from, to (half-open; without them the last 30 whole days), domain_ids (null: all mine in production), order_types (array), side, token_id, provider, cohort_id (members when they traded), is_referred. time_zone: IANA name, else the preference. state: partial, provisional or final. See docs/metrics.md. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00Z", "order_types": ["market"]}, "cycle": "month", "time_zone": "Europe/Paris"}';

COMMENT ON FUNCTION "public"."volume_by_token"(jsonb, text, integer) IS 'What was traded of each token in the window, those of most volume first: confirmed transactions, volume_usd_minor (worth in US cents when they happened), amount_minor (minor units of the token) and share of the volume of all. filter, time_zone: as transaction_stats. page_size: 1 to 500. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00Z"}, "page_size": 10}';

COMMENT ON TABLE "private"."dirty_deals" IS 'Orders, tokens and users of which something else is known since, that their trades are counted by. run_rollup_upkeep looks for these trades: not the writer, who cannot see what others are writing.';

COMMENT ON TABLE "private"."dirty_trades" IS 'Hours (UTC) whose numbers of trades are to be made anew, noted by whoever changed a fact, in the same transaction.';

COMMENT ON TABLE "private"."trade_blocks" IS 'Trades that happened in a block of 2^level hours (UTC).';

COMMENT ON TYPE "private"."trade_count" IS 'Trades of one cell between two marks of time: place counts these from 1; key is of private.trade_blocks.';

COMMENT ON TYPE "private"."trade_filter" IS 'The filter of the numbers of trades. Times are half-open: from <= time < to.';

COMMENT ON VIEW "private"."counted_trades" IS 'The fact "traded": a transaction, when it counts, where it was traded (as its order names it, else as its token) and whether somebody brought its user. Metrics read it and no other.';

COMMENT ON VIEW "private"."trade_cells" IS 'Every status, order type and side of a trade, by a referred user or not, with its number in trade_blocks.';

REVOKE ALL ON FUNCTION "private"."count_found_trades"(private.trade_filter, uuid[], timestamp WITH time zone[], smallint[], boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_found_trades"(private.trade_filter, uuid[], timestamp WITH time zone[], smallint[], boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_found_trades"(private.trade_filter, uuid[], timestamp WITH time zone[], smallint[], boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_trade_blocks"(uuid[], timestamp WITH time zone[], text, text, smallint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_trade_blocks"(uuid[], timestamp WITH time zone[], text, text, smallint[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_trade_blocks"(uuid[], timestamp WITH time zone[], text, text, smallint[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_trade_days"(uuid, date[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_trade_days"(uuid, date[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_trade_days"(uuid, date[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_trades"(private.trade_filter, uuid[], timestamp WITH time zone[], boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_trades"(private.trade_filter, uuid[], timestamp WITH time zone[], boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_trades"(private.trade_filter, uuid[], timestamp WITH time zone[], boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."counts_since"(uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."counts_since"(uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."counts_since"(uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."final_days"(date[], text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."final_days"(date[], text[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."final_days"(date[], text[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."hour_pieces"(timestamp WITH time zone, timestamp WITH time zone, integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."hour_pieces"(timestamp WITH time zone, timestamp WITH time zone, integer[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."hour_pieces"(timestamp WITH time zone, timestamp WITH time zone, integer[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."join_trade_blocks"(uuid, integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."join_trade_blocks"(uuid, integer[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."join_trade_blocks"(uuid, integer[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_deals"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_deals"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_deals"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_revisions"(uuid, jsonb, jsonb, date[], text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_revisions"(uuid, jsonb, jsonb, date[], text[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_revisions"(uuid, jsonb, jsonb, date[], text[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_trades"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_trades"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_trades"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_trade_cells"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_trade_cells"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_trade_cells"(uuid, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_trade_filter"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_trade_filter"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_trade_filter"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_trade_window"(private.trade_filter, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_trade_window"(private.trade_filter, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_trade_window"(private.trade_filter, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."rebuild_trades"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."rebuild_trades"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."rebuild_trades"(integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."sum_trades"(private.trade_filter, uuid[], timestamp WITH time zone[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."sum_trades"(private.trade_filter, uuid[], timestamp WITH time zone[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."sum_trades"(private.trade_filter, uuid[], timestamp WITH time zone[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_dirty_deals"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_dirty_deals"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_dirty_deals"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."take_dirty_trades"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."take_dirty_trades"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."take_dirty_trades"(integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."trade_cycles"(private.report_window, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."trade_cycles"(private.report_window, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."trade_cycles"(private.report_window, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."wanted_trade_cells"(private.trade_filter) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."wanted_trade_cells"(private.trade_filter) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."wanted_trade_cells"(private.trade_filter) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."transaction_stats"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."transaction_stats"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."transaction_stats"(jsonb, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."volume_by_token"(jsonb, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."volume_by_token"(jsonb, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."volume_by_token"(jsonb, text, integer) TO "postgres";

-- What is known already is to be counted; until then it is read from the trades.
insert into private.dirty_trades (domain_id, hour, cause)
select
  trade.domain_id,
  floor(private.hour_number(trade.happened_at))::integer as hour,
  'first_fill' as cause
from private.counted_trades as trade
group by trade.domain_id, floor(private.hour_number(trade.happened_at))::integer;
