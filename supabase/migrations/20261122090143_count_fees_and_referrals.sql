-- What the platform earns, from the rollup of trades; who was brought when; and what a rule would have earned.
SET local check_function_bodies = off;

-- squawk-ignore ban-drop-view
DROP VIEW "private"."counted_trades";

-- squawk-ignore ban-drop-view
DROP VIEW "private"."trade_cells";

-- squawk-ignore ban-drop-function
drop function private.count_trade_blocks (uuid [], timestamptz [], text, text, smallint []);
-- squawk-ignore ban-drop-function
drop function private.count_trades (private.trade_filter, uuid [], timestamptz [], boolean);

-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."read_trade_cells"(uuid, timestamp WITH time zone, timestamp WITH time zone);

-- It is made anew, below: its cells have other numbers.
truncate private.trade_blocks;

ALTER TABLE "private"."trade_blocks"
  -- squawk-ignore adding-required-field
  ADD COLUMN "fees" numeric[] NOT NULL;

ALTER TABLE "private"."trade_blocks"
  -- squawk-ignore adding-required-field
  ADD COLUMN "nets" numeric[] NOT NULL;

ALTER TABLE "private"."trade_blocks"
  -- squawk-ignore adding-required-field
  ADD COLUMN "waivers" numeric[] NOT NULL;

ALTER TABLE "private"."trade_blocks"
  -- squawk-ignore adding-required-field
  ADD COLUMN "unpriced" bigint[] NOT NULL;

ALTER TYPE "private"."trade_count" ADD ATTRIBUTE "fee" numeric CASCADE;

ALTER TYPE "private"."trade_count" ADD ATTRIBUTE "net" numeric CASCADE;

ALTER TYPE "private"."trade_count" ADD ATTRIBUTE "waived" numeric CASCADE;

ALTER TYPE "private"."trade_count" ADD ATTRIBUTE "unpriced" bigint CASCADE;

create or replace function private.count_found_trades(
  wanted private.trade_filter,
  domain_ids uuid [],
  marks timestamptz [],
  cells smallint [],
  is_by_token boolean
)
returns setof private.trade_count
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
set plan_cache_mode = force_custom_plan -- Which index is best depends on what the filter names.
as $$
begin
  return query
  select
    width_bucket(trade.happened_at, marks), case when is_by_token then trade.token_id::text else '' end as key,
    words.cell, count(*), sum(trade.volume_usd_minor), sum(trade.amount_minor),
    coalesce(sum(trade.fee_usd_minor), 0), coalesce(sum(trade.net_usd_minor), 0),
    coalesce(sum(trade.waived_usd_minor), 0), count(*) filter (where trade.is_unpriced)
  from public.domains as tenant
  inner join private.counted_trades as trade on tenant.id = trade.domain_id
  inner join private.trade_cells as words
    on
      trade.status = words.status and trade.order_type = words.order_type
      and trade.side = words.side and trade.depth = words.depth
  where
    tenant.id = any(domain_ids) and (tenant.stats_valid_from is null or trade.happened_at >= tenant.stats_valid_from)
    and trade.happened_at >= marks[1] and trade.happened_at < marks[cardinality(marks)]
    and (cells is null or words.cell = any(cells))
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
$$;

create or replace function private.count_payers(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (id uuid, trades bigint, volume numeric, fee numeric, net numeric)
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
set plan_cache_mode = force_custom_plan -- A day is best looked up, a year read.
as $$
declare
  begins_at constant timestamptz := greatest(from_at, (
    select tenant.stats_valid_from from public.domains as tenant where tenant.id = count_payers.domain_id
  ));
begin
  return query
  select
    trade.platform_user_id, count(*), sum(trade.volume_usd_minor), coalesce(sum(charge.usd_minor), 0),
    coalesce(sum(charge.usd_minor - charge.commission_usd_minor), 0)
  from private.timed_trades as trade
  inner join public.fee_charges as charge
    on trade.domain_id = charge.domain_id and trade.id = charge.transaction_id
  where
    trade.domain_id = count_payers.domain_id and trade.status = 'confirmed'
    and trade.happened_at >= begins_at and trade.happened_at < to_at
  group by trade.platform_user_id;
end;
$$;

CREATE OR REPLACE FUNCTION private.count_referrals (
  domain_ids uuid[],
  marks      timestamp with time zone[]
)
  RETURNS TABLE (
    place  integer,
    level  integer,
    people bigint
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 100
  SET search_path TO ''
  AS $function$
begin
  return query
  with fact as materialized (
    select brought.*
    from public.domains as tenant
    inner join private.counted_referrals as brought on tenant.id = brought.domain_id
    where
      tenant.id = any(domain_ids) and brought.referred_at < marks[cardinality(marks)]
      and (tenant.stats_valid_from is null or brought.referred_at >= tenant.stats_valid_from)
  ), moment as (
    select fact.level, fact.referred_at from fact
    union all
    select 0, min(fact.referred_at) from fact where fact.level = 1 group by fact.domain_id, fact.ancestor_id
  )
  select width_bucket(moment.referred_at, marks), moment.level, count(*)
  from moment
  group by 1, 2;
end;
$function$;

create or replace function private.count_trade_blocks(
  domain_ids uuid [],
  marks timestamptz [],
  part text,
  key text,
  cells smallint [],
  has_fees boolean
)
returns setof private.trade_count
language plpgsql
stable
security invoker
rows 1000
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
    select piece.place, stored.key, one.*
    from piece
    inner join private.trade_blocks as stored
      on
        piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
        and stored.part = count_trade_blocks.part
    cross join lateral unnest(
      -- Each array that is taken apart costs as much as all the rest: only what is asked for.
      stored.cells, stored.trades, stored.volumes, case when stored.part = 'token' then stored.amounts end,
      case when has_fees then stored.fees end, case when has_fees then stored.nets end,
      case when has_fees then stored.waivers end, case when has_fees then stored.unpriced end
    ) as one (cell, trades, volume, amount, fee, net, waived, unpriced)
    where count_trade_blocks.key is null or stored.key = count_trade_blocks.key
    union all
    select
      piece.place, fresh.key, fresh.cell, fresh.trades, fresh.volume, fresh.amount, fresh.fee, fresh.net,
      fresh.waived, fresh.unpriced
    from piece
    cross join lateral private.read_trade_cells(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where
      piece.level is null and fresh.part = count_trade_blocks.part
      and (count_trade_blocks.key is null or fresh.key = count_trade_blocks.key)
  )
  select
    counted.place, counted.key, counted.cell, sum(counted.trades)::bigint, sum(counted.volume), sum(counted.amount),
    sum(counted.fee), sum(counted.net), sum(counted.waived), sum(counted.unpriced)::bigint
  from counted
  where cells is null or counted.cell = any(cells)
  group by counted.place, counted.key, counted.cell;
end;
$$;

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
    cells, has_fees
  );
end;
$$;

create or replace function private.wanted_trade_cells(wanted private.trade_filter)
returns smallint []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if num_nonnulls((wanted).order_types, (wanted).side, (wanted).is_referred) = 0 then
    return null; -- So that nobody compares what is wanted anyway.
  end if;
  return array(
    select words.cell from private.trade_cells as words
    where
      ((wanted).order_types is null or words.order_type = any((wanted).order_types))
      and ((wanted).side is null or words.side = (wanted).side)
      and ((wanted).is_referred is null or words.is_referred = (wanted).is_referred)
  );
end;
$$;

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
      'transactions', counted.trades, 'volume_usd_minor', counted.volume, 'fees_usd_minor', counted.fee
    ))
    from unnest(days) as asked (day)
    cross join lateral (
      select coalesce(sum(one.trades), 0) as trades, coalesce(sum(one.volume), 0) as volume,
        coalesce(sum(one.fee), 0) as fee
      from private.trade_blocks as stored
      cross join lateral unnest(
        stored.cells, stored.trades, stored.volumes, stored.fees
      ) as one (cell, trades, volume, fee)
      inner join private.trade_cells as words on one.cell = words.cell and words.status = 'confirmed'
      where
        stored.domain_id = count_trade_days.domain_id and stored.level = 3 and stored.part = 'all'
        and stored.block >= (asked.day - date '2000-01-01') * 3 and stored.block < (asked.day - date '2000-01-01') * 3 + 3
    ) as counted
  ), '{}');
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
    insert into private.trade_blocks (
      domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced
    )
    select
      join_trade_blocks.domain_id, above, whole.block, whole.part, whole.key, array_agg(whole.cell),
      array_agg(whole.trades), array_agg(whole.volume), array_agg(whole.amount), array_agg(whole.fee),
      array_agg(whole.net), array_agg(whole.waived), array_agg(whole.unpriced)
    from (
      select
        half.block >> 1 as block, half.part, half.key, counted.cell, sum(counted.trades) as trades,
        sum(counted.volume) as volume, sum(counted.amount) as amount, sum(counted.fee) as fee,
        sum(counted.net) as net, sum(counted.waived) as waived, sum(counted.unpriced) as unpriced
      from private.trade_blocks as half
      cross join lateral unnest(
        half.cells, half.trades, half.volumes, half.amounts, half.fees, half.nets, half.waivers, half.unpriced
      ) as counted (cell, trades, volume, amount, fee, net, waived, unpriced)
      where
        half.domain_id = join_trade_blocks.domain_id and half.level = above - 1
        and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
      group by 1, half.part, half.key, counted.cell
    ) as whole
    group by whole.block, whole.part, whole.key;
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.note_charges()
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
      case when trade.occurred_at - trade.received_at > interval '5 minutes' then trade.received_at
        else trade.occurred_at end
    ))::integer,
    'charges'
  from changed_rows as changed
  inner join public.transactions as trade
    on changed.domain_id = trade.domain_id and changed.transaction_id = trade.id;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_trade_cells (
  domain_id uuid,
  from_at   timestamp with time zone,
  to_at     timestamp with time zone
)
  RETURNS TABLE (
    part     text,
    key      text,
    cell     smallint,
    trades   bigint,
    volume   numeric,
    amount   numeric,
    fee      numeric,
    net      numeric,
    waived   numeric,
    unpriced bigint
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
      happened.amount_minor as amount, happened.fee_usd_minor as fee, happened.net_usd_minor as net,
      happened.waived_usd_minor as waived, happened.is_unpriced
    from private.counted_trades as happened
    inner join private.trade_cells as words
      on
        happened.status = words.status and happened.order_type = words.order_type
        and happened.side = words.side and happened.depth = words.depth
    where
      happened.domain_id = read_trade_cells.domain_id
      and happened.happened_at >= from_at and happened.happened_at < to_at
  )
  select
    case
      when grouping(trade.token_key) = 0 then 'token' when grouping(trade.provider_key) = 0 then 'provider' else 'all'
    end,
    coalesce(trade.token_key, trade.provider_key, ''),
    trade.cell, count(*), sum(trade.volume), sum(trade.amount), coalesce(sum(trade.fee), 0),
    coalesce(sum(trade.net), 0), coalesce(sum(trade.waived), 0), count(*) filter (where trade.is_unpriced)
  from trade
  group by grouping sets ((trade.cell), (trade.cell, trade.token_key), (trade.cell, trade.provider_key))
  union all
  select 'cohort', member.cohort_id::text, trade.cell, count(*), sum(trade.volume), sum(trade.amount), coalesce(sum(trade.fee), 0),
    coalesce(sum(trade.net), 0), coalesce(sum(trade.waived), 0), count(*) filter (where trade.is_unpriced)
  from trade
  inner join public.cohort_members as member
    on
      member.domain_id = read_trade_cells.domain_id
      and trade.platform_user_id = member.platform_user_id and member.valid @> trade.happened_at
  group by member.cohort_id, trade.cell;
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
    insert into private.trade_blocks (
      domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced
    )
    select
      taken.domain_id, 0, one.hour, counted.part, counted.key, array_agg(counted.cell), array_agg(counted.trades),
      array_agg(counted.volume), array_agg(counted.amount), array_agg(counted.fee), array_agg(counted.net),
      array_agg(counted.waived), array_agg(counted.unpriced)
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

CREATE OR REPLACE FUNCTION private.simulate_charges (
  rule   public.fee_rules,
  since  timestamp with time zone,
  before timestamp with time zone
)
  RETURNS TABLE (
    transaction_id uuid,
    order_id       uuid,
    volume         numeric,
    fee            numeric,
    rate_before    integer,
    rate_after     integer,
    discount       integer
  )
  LANGUAGE plpgsql
  STABLE
  ROWS 10000
  SET search_path TO ''
  AS $function$
declare
  wanted constant jsonb := private.fee_scope(rule);
  weight constant integer := (wanted ? 'order_id')::integer * 32 + (wanted ? 'platform_user_id')::integer * 16
  + (wanted ? 'cohort_id')::integer * 8 + (wanted ? 'token_id')::integer * 4 + (wanted ? 'provider')::integer * 2
  + (wanted ? 'order_type')::integer;
  place constant integer := coalesce((
    select c.priority from public.cohorts as c where c.domain_id = rule.domain_id and c.id = rule.cohort_id
  ), 0);
begin
  return query
  select
    charge.transaction_id, charge.order_id, charge.volume_usd_minor, charge.usd_minor, charge.rate_ppm,
    least(
      case when rule.kind = 'rule' and (-weight, place) <= (-known.specificity, known.priority)
        then rule.rate_ppm else known.rate_ppm end,
      known.promotion_ppm, case when rule.kind = 'promotion' then rule.rate_ppm end
    ),
    charge.discount_ppm
  from public.fee_charges as charge
  left join public.orders as placed on charge.domain_id = placed.domain_id and charge.order_id = placed.id
  cross join lateral (
    select
      max(one.specificity) filter (where one.verdict = 'won') as specificity,
      coalesce(max(one.cohort_priority) filter (where one.verdict = 'won'), 0) as priority,
      max(one.rate_ppm) filter (where one.verdict = 'won') as rate_ppm,
      min(one.rate_ppm) filter (
        where one.kind = 'promotion' and not (rule.kind = 'promotion' and one.scope = wanted)
      ) as promotion_ppm
    from jsonb_to_recordset(coalesce(placed.fee_quote, charge.explain -> 'terms') -> 'candidates') as one (
      kind text, scope jsonb, specificity integer, cohort_priority integer, rate_ppm integer, verdict text
    )
  ) as known
  where charge.domain_id = rule.domain_id and charge.rate_ppm is not null
    and charge.occurred_at >= since and charge.occurred_at < simulate_charges.before
    and (rule.order_id is null or charge.order_id = rule.order_id)
    and (rule.platform_user_id is null or charge.platform_user_id = rule.platform_user_id)
    and (rule.token_id is null or charge.token_id = rule.token_id)
    and (rule.provider is null or placed.provider = rule.provider)
    and (rule.order_type is null or charge.order_type = rule.order_type)
    and (rule.cohort_id is null or exists (
      select from public.cohort_members as m
      where m.domain_id = charge.domain_id and m.cohort_id = rule.cohort_id
        and m.platform_user_id = charge.platform_user_id
        and m.valid @> coalesce(placed.placed_at, charge.occurred_at)
    ));
end;
$function$;

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
  left join (
    private.count_trades(wanted, domain_ids, marks, has_fees => true) as counted
    inner join private.trade_cells as words on counted.cell = words.cell and words.status = 'confirmed'
  ) on span.place = counted.place and level.depth <= words.depth
  group by span.place, level.depth;
end;
$$;

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
  ), trader as materialized (
    select deal.domain_id, deal.platform_user_id from deal where deal.platform_user_id is not null
    union
    -- Whoever is brought stands above those that they brought, and these above theirs.
    select brought.domain_id, line.id
    from deal
    inner join public.platform_users as brought
      on deal.domain_id = brought.domain_id and deal.platform_user_id = brought.referrer_id
    left join public.platform_users as next
      on brought.domain_id = next.domain_id and brought.id = next.referrer_id
    cross join lateral (values (brought.id), (next.id)) as line (id)
    where line.id is not null
  ), found as (
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, order_external_id)
    union
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, token_id)
    union
    select trade.domain_id, trade.id
    from trader inner join public.transactions as trade using (domain_id, platform_user_id)
  )
  insert into private.dirty_trades (domain_id, hour, cause)
  select distinct trade.domain_id, floor(private.hour_number(trade.happened_at))::integer, 'deals'
  from found
  inner join private.counted_trades as trade on found.domain_id = trade.domain_id and found.id = trade.id;
end;
$function$;

CREATE OR REPLACE FUNCTION public.fee_stats (
  filter    jsonb DEFAULT '{}'::jsonb,
  cycle     text  DEFAULT 'custom'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    begins_on               date,
    from_at                 timestamp with time zone,
    to_at                   timestamp with time zone,
    state                   text,
    transactions            bigint,
    volume_usd_minor        numeric,
    fees_usd_minor          numeric,
    commissions_usd_minor   numeric,
    net_usd_minor           numeric,
    waived_usd_minor        numeric,
    unpriced                bigint,
    take_rate               numeric,
    net_take_rate           numeric,
    previous_fees_usd_minor numeric,
    previous_take_rate      numeric,
    fees_variation          numeric,
    take_rate_variation     numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.trade_filter := private.read_trade_filter(filter);
  tenants constant uuid [] := private.report_domains('fees.manage', (wanted).domain_ids);
  reported constant private.report_window := private.read_trade_window(wanted, time_zone);
  periods constant private.activity_period [] := array(select p from private.trade_cycles(reported, cycle) as p);
  counts_since constant timestamptz := private.counts_since(tenants);
begin
  return query
  with counted as materialized (
    select n.*, n.fee / nullif(n.volume, 0) as rate
    from private.sum_fees(wanted, tenants, private.period_marks(periods)) as n
    where n.depth = 0
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    n.trades, n.volume, n.fee, n.fee - n.net, n.net, n.waived, n.unpriced, n.rate, n.net / nullif(n.volume, 0),
    before.fee, before.rate,
    case when compared.is_fair then (n.fee - before.fee) / nullif(before.fee, 0) end,
    case when compared.is_fair then (n.rate - before.rate) / nullif(before.rate, 0) end
  from unnest(periods) as part
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  inner join counted as n on n.place = part.place + 1
  inner join counted as before on part.place = before.place
  cross join lateral (select part.state <> 'partial' and earlier.from_at >= counts_since as is_fair) as compared
  order by part.begins_on;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."fee_stats"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.fees_by_user (
  domain_id uuid,
  since     timestamp with time zone,
  before    timestamp with time zone,
  after     text                     DEFAULT NULL::text,
  page_size integer                  DEFAULT 50
)
  RETURNS TABLE (
    rank             bigint,
    platform_user_id uuid,
    tag              text,
    transactions     bigint,
    volume_usd_minor numeric,
    fees_usd_minor   numeric,
    net_usd_minor    numeric,
    share            numeric,
    cursor           text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  last constant text [] := private.read_cursor('fees_by_user', after);
begin
  perform private.require('fees.manage', domain_id);
  perform private.check_page_size(page_size);
  if since < before is not true then
    perform private.bad_input('before', 'must be after since');
  end if;
  if not private.is_valid_input(last[3], 'numeric') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  return query
  select
    listed.rank, listed.id, payer.tag, listed.trades, listed.volume, listed.fee, listed.net,
    listed.fee / nullif(listed.whole, 0),
    private.make_cursor('fees_by_user', listed.fee::text, listed.id, fees_by_user.domain_id)
  from (
    select
      row_number() over (order by paid.fee desc, paid.id) as rank, paid.*, sum(paid.fee) over () as whole
    from private.count_payers(domain_id, since, before) as paid
  ) as listed
  inner join public.platform_users as payer
    on payer.domain_id = fees_by_user.domain_id and listed.id = payer.id
  where after is null or (-listed.fee, listed.id) > (-last[3]::numeric, last[1]::uuid)
  order by listed.rank
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."fees_by_user"(uuid, timestamp WITH time zone, timestamp WITH time zone, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.referral_codes (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id     uuid,
    id            uuid,
    code          text,
    owner_user_id uuid,
    slots_total   integer,
    slots_used    integer,
    usage         numeric,
    referrals     bigint,
    converted     bigint,
    conversion    numeric,
    cursor        text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('cohorts.view', domain_ids);
  place constant record := private.read_time_cursor('referral_codes', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.code, page.owner_user_id, page.slots_total, page.slots_used,
    page.slots_used::numeric / nullif(page.slots_total, 0), redeemed.referrals, redeemed.converted,
    redeemed.converted::numeric / nullif(redeemed.whole, 0),
    private.make_time_cursor('referral_codes', page.created_at, page.id, page.domain_id)
  from (
    select listed.*
    from unnest(mine) as tenant (id)
    cross join lateral (
      select c.* from public.invite_codes as c
      where
        c.domain_id = tenant.id
        and (after is null or (c.created_at, c.id, c.domain_id) < (place.at, place.id, place.domain_id))
      order by c.created_at desc, c.id desc
      limit page_size
    ) as listed
    order by listed.created_at desc, listed.id desc, listed.domain_id desc
    limit page_size
  ) as page
  cross join lateral (
    select
      count(*) as whole, count(*) filter (where one.is_referred) as referrals,
      count(*) filter (where one.is_converted) as converted
    from private.counted_redemptions as one
    where one.domain_id = page.domain_id and one.invite_code_id = page.id
  ) as redeemed
  order by page.created_at desc, page.id desc, page.domain_id desc;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."referral_codes"(uuid[], text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.referral_revenue (
  filter    jsonb DEFAULT '{}'::jsonb,
  cycle     text  DEFAULT 'custom'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    begins_on                 date,
    from_at                   timestamp with time zone,
    to_at                     timestamp with time zone,
    state                     text,
    level                     integer,
    transactions              bigint,
    volume_usd_minor          numeric,
    fees_usd_minor            numeric,
    commissions_usd_minor     numeric,
    previous_volume_usd_minor numeric,
    volume_variation          numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 90
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.trade_filter := private.read_trade_filter(filter);
  tenants constant uuid [] := private.report_domains('fees.manage', (wanted).domain_ids);
  reported constant private.report_window := private.read_trade_window(wanted, time_zone);
  periods constant private.activity_period [] := array(select p from private.trade_cycles(reported, cycle) as p);
  counts_since constant timestamptz := private.counts_since(tenants);
begin
  return query
  with counted as materialized (
    select n.* from private.sum_fees(wanted, tenants, private.period_marks(periods)) as n where n.depth > 0
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state, n.depth,
    n.trades, n.volume, n.fee, n.fee - n.net, before.volume,
    case
      when part.state <> 'partial' and earlier.from_at >= counts_since
        then (n.volume - before.volume) / nullif(before.volume, 0)
    end
  from unnest(periods) as part
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  inner join counted as n on n.place = part.place + 1
  inner join counted as before on part.place = before.place and n.depth = before.depth
  order by part.begins_on, n.depth;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."referral_revenue"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.referral_stats (
  filter    jsonb DEFAULT '{}'::jsonb,
  cycle     text  DEFAULT 'custom'::text,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    begins_on           date,
    from_at             timestamp with time zone,
    to_at               timestamp with time zone,
    state               text,
    new_referrers       bigint,
    new_referrals       bigint,
    new_level_2         bigint,
    new_level_3         bigint,
    referrers_total     bigint,
    referrals_total     bigint,
    level_2_total       bigint,
    level_3_total       bigint,
    referrers_variation numeric,
    referrals_variation numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 30
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
  periods constant private.activity_period [] := array(select p from private.trade_cycles(reported, cycle) as p);
  counts_since constant timestamptz := private.counts_since(tenants);
begin
  return query
  with counted as materialized (
    select n.* from private.count_referrals(tenants, private.period_marks(periods)) as n
  ), listed as (
    select
      span.place, array_agg(coalesce(n.people, 0) order by level.depth) as fresh,
      array_agg((
        select coalesce(sum(earlier.people), 0)::bigint from counted as earlier
        where earlier.level = level.depth and earlier.place <= span.place
      ) order by level.depth) as total
    from generate_series(1, cardinality(periods)) as span (place)
    cross join generate_series(0, 3) as level (depth)
    left join counted as n on span.place = n.place and level.depth = n.level
    group by span.place
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state, n.fresh[1], n.fresh[2], n.fresh[3], n.fresh[4],
    n.total[1], n.total[2], n.total[3], n.total[4],
    case when compared.is_fair then (n.fresh[1] - before.fresh[1])::numeric / nullif(before.fresh[1], 0) end,
    case when compared.is_fair then (n.fresh[2] - before.fresh[2])::numeric / nullif(before.fresh[2], 0) end
  from unnest(periods) as part
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  inner join listed as n on n.place = part.place + 1
  inner join listed as before on part.place = before.place
  cross join lateral (select part.state <> 'partial' and earlier.from_at >= counts_since as is_fair) as compared
  order by part.begins_on;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."referral_stats"(jsonb, text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.referral_summary (
  filter    jsonb DEFAULT '{}'::jsonb,
  time_zone text  DEFAULT NULL::text
)
  RETURNS TABLE (
    from_at          timestamp with time zone,
    to_at            timestamp with time zone,
    state            text,
    referrers_total  bigint,
    referrers_active bigint,
    referrals_total  bigint,
    codes_redeemed   bigint,
    converted        bigint,
    conversion       numeric,
    slots_total      bigint,
    slots_used       bigint,
    code_usage       numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 1
  SET search_path TO ''
  AS $function$
declare
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
begin
  return query
  select
    reported.from_at, reported.to_at, reported.state, line.referrers, line.active, line.referrals,
    code.redeemed, code.converted, code.converted::numeric / nullif(code.redeemed, 0),
    slot.total, slot.used, slot.used::numeric / nullif(slot.total, 0)
  from (
    select
      count(distinct (brought.domain_id, brought.ancestor_id)) as referrers, count(*) as referrals,
      count(distinct (brought.domain_id, brought.ancestor_id)) filter (where exists (
        select from private.counted_trades as trade
        where
          trade.domain_id = brought.domain_id and trade.platform_user_id = brought.platform_user_id
          and trade.status = 'confirmed'
          and trade.happened_at >= reported.from_at and trade.happened_at < reported.to_at
      )) as active
    from private.counted_referrals as brought
    where brought.domain_id = any(tenants) and brought.level = 1 and brought.referred_at < reported.to_at
  ) as line
  cross join (
    select count(*) as redeemed, count(*) filter (where one.is_converted) as converted
    from private.counted_redemptions as one
    where
      one.domain_id = any(tenants) and one.redeemed_at >= reported.from_at and one.redeemed_at < reported.to_at
  ) as code
  cross join (
    select coalesce(sum(one.slots_total), 0)::bigint as total, coalesce(sum(one.slots_used), 0)::bigint as used
    from public.invite_codes as one
    where one.domain_id = any(tenants)
  ) as slot;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."referral_summary"(jsonb, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.simulate_fee_rule (
  domain_id uuid,
  scope     jsonb,
  rate_ppm  integer,
  kind      text                     DEFAULT 'rule'::text,
  since     timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  before    timestamp with time zone DEFAULT NULL::timestamp WITH time zone
)
  RETURNS TABLE (
    since_at                  timestamp with time zone,
    before_at                 timestamp with time zone,
    matched                   bigint,
    matched_orders            bigint,
    changed                   bigint,
    volume_usd_minor          numeric,
    fees_usd_minor            numeric,
    fees_under_rule_usd_minor numeric,
    difference_usd_minor      numeric
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 1
  SET search_path TO ''
  AS $function$
declare
  month constant timestamptz := date_trunc('month', now(), 'UTC');
  from_at constant timestamptz := coalesce(since, (month at time zone 'UTC' - interval '1 month') at time zone 'UTC');
  to_at constant timestamptz := coalesce(before, month);
  rule public.fee_rules;
begin
  perform private.require('fees.manage', domain_id);
  if from_at < to_at is not true or to_at - from_at > interval '400 days' then
    perform private.bad_input('before', 'must be after since, by 400 days at most');
  end if;
  if kind in ('rule', 'promotion') is not true then
    perform private.bad_input('kind', 'rule or promotion');
  end if;
  if rate_ppm between 0 and 1000000 is not true then
    perform private.bad_input('rate_ppm', '0 to 1000000');
  end if;
  rule := private.read_fee_scope(domain_id, scope);
  rule.kind := kind;
  rule.rate_ppm := rate_ppm;
  return query
  select
    from_at, to_at, count(*), count(distinct one.order_id), count(*) filter (where one.rate_after <> one.rate_before),
    coalesce(sum(one.volume), 0), coalesce(sum(one.fee), 0), coalesce(sum(due.fee), 0),
    coalesce(sum(due.fee - one.fee), 0)
  from private.simulate_charges(rule, from_at, to_at) as one
  cross join lateral (
    select case
      when one.rate_after = one.rate_before then one.fee
      else private.round_half_even(one.volume * one.rate_after * 0.000001 * (1000000 - one.discount) * 0.000001)
    end as fee
  ) as due;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."simulate_fee_rule"(uuid, jsonb, integer, text, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC, "anon", "service_role";

create view private.counted_referrals
with (security_invoker = on) as
with line as (
  select
    brought.domain_id,
    brought.id as platform_user_id,
    brought.referrer_id,
    coalesce(brought.referred_at, brought.joined_at) as referred_at
  from public.platform_users as brought
  where brought.referrer_id is not null
)
select
  own.domain_id,
  own.platform_user_id,
  1 as level,
  own.referrer_id as ancestor_id,
  own.referred_at
from line as own
union all
select
  own.domain_id,
  own.platform_user_id,
  2 as level,
  parent.referrer_id as ancestor_id,
  greatest(own.referred_at, parent.referred_at) as referred_at
from line as own
inner join line as parent on own.domain_id = parent.domain_id and own.referrer_id = parent.platform_user_id
union all
select
  own.domain_id,
  own.platform_user_id,
  3 as level,
  grandparent.referrer_id as ancestor_id,
  greatest(own.referred_at, parent.referred_at, grandparent.referred_at) as referred_at
from line as own
inner join line as parent on own.domain_id = parent.domain_id and own.referrer_id = parent.platform_user_id
inner join line as grandparent
  on parent.domain_id = grandparent.domain_id and parent.referrer_id = grandparent.platform_user_id;

create view private.timed_trades
with (security_invoker = on) as
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
where ahead.occurred_at - ahead.received_at > interval '5 minutes';

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
  trader.referrer_id,
  num_nonnulls(trader.referrer_id, parent.referrer_id, grandparent.referrer_id) as depth,
  trade.status,
  trade.amount_minor,
  trade.volume_usd_minor,
  charge.usd_minor as fee_usd_minor,
  charge.usd_minor - charge.commission_usd_minor as net_usd_minor,
  charge.platform_usd_minor - charge.usd_minor as waived_usd_minor,
  charge.id is not null and charge.usd_minor is null as is_unpriced
from private.timed_trades as trade
inner join public.platform_users as trader
  on trade.domain_id = trader.domain_id and trade.platform_user_id = trader.id
left join public.platform_users as parent
  on trader.domain_id = parent.domain_id and trader.referrer_id = parent.id
left join public.platform_users as grandparent
  on parent.domain_id = grandparent.domain_id and parent.referrer_id = grandparent.id
inner join public.tokens as token on trade.domain_id = token.domain_id and trade.token_id = token.id
left join public.orders as placed
  on trade.domain_id = placed.domain_id and trade.order_external_id = placed.external_id
left join public.fee_charges as charge
  on trade.domain_id = charge.domain_id and trade.id = charge.transaction_id;

create view private.counted_redemptions
with (security_invoker = on) as
select
  redeemed.domain_id,
  redeemed.invite_code_id,
  redeemed.platform_user_id,
  redeemed.redeemed_at,
  trader.referrer_id is not null as is_referred,
  coalesce(
    trader.referrer_id is not null
    and first_trade.at >= redeemed.redeemed_at and first_trade.at <= redeemed.redeemed_at + interval '30 days',
    false
  ) as is_converted
from public.invite_redemptions as redeemed
inner join public.platform_users as trader
  on redeemed.domain_id = trader.domain_id and redeemed.platform_user_id = trader.id
cross join lateral (
  select min(trade.happened_at) as at from private.counted_trades as trade
  where
    trade.domain_id = redeemed.domain_id and trade.platform_user_id = redeemed.platform_user_id
    and trade.status = 'confirmed'
) as first_trade;

create view private.trade_cells
with (security_invoker = on) as
select
  (status.place * 48 + kind.place * 8 + side.place * 4 + referral.depth)::smallint as cell,
  status.name as status,
  kind.name as order_type,
  side.name as side,
  referral.depth > 0 as is_referred,
  referral.depth
from (values (0, 'pending'), (1, 'confirmed'), (2, 'failed'), (3, 'reverted')) as status (place, name)
cross join (
  values (0, 'market'), (1, 'dca'), (2, 'limit'), (3, 'twap'), (4, 'vwap'), (5, 'custom')
) as kind (place, name)
cross join (values (0, 'buy'), (1, 'sell')) as side (place, name)
cross join generate_series(0, 3) as referral (depth);

CREATE TRIGGER note_deleted
  AFTER DELETE ON public.fee_charges REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_charges();

CREATE TRIGGER note_inserted
  AFTER INSERT ON public.fee_charges REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_charges();

CREATE TRIGGER note_updated
  AFTER UPDATE ON public.fee_charges REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION private.note_charges();

COMMENT ON COLUMN "private"."dirty_trades"."cause" IS 'What changed: trades, charges (their fees), deals (what is known of their order, token or user), or first_fill, which is no revision of anything.';

COMMENT ON COLUMN "private"."trade_blocks"."fees" IS 'What was charged for them, in US cents.';

COMMENT ON COLUMN "private"."trade_blocks"."nets" IS 'What of fees is left to the platform after commissions.';

COMMENT ON COLUMN "private"."trade_blocks"."unpriced" IS 'Of how many the worth of the fee is not known; they are in none of the sums of fees.';

COMMENT ON COLUMN "private"."trade_blocks"."waivers" IS 'What the platform''s own rate would have given beyond fees.';

COMMENT ON COLUMN "public"."metric_revisions"."cause" IS 'What changed first: conversations, events, merge (of visitors), people (of the back office), resolution (24 hours passed), active_kinds (another definition of active); of trades trades, charges (of fees), or deals (their order, token or user).';

COMMENT ON COLUMN "public"."metric_revisions"."metric" IS 'conversations, involved and resolved (of these), or persons: displayed, conversed, converted, demo, captured, booked, reached, booked_or_conversed, active; or of trades transactions (confirmed), volume_usd_minor and fees_usd_minor.';

COMMENT ON FUNCTION "private"."count_payers"(uuid, timestamp with time zone, timestamp with time zone) IS 'What each user traded and was charged from from_at to before to_at: confirmed trades, volume, fee and what of it is left to the platform, in US cents.';

COMMENT ON FUNCTION "private"."count_referrals"(uuid[], timestamp with time zone[]) IS 'How many were brought from each mark to the next, by level, and (level 0) how many brought somebody for the first time; place 0: before the first mark.';

COMMENT ON FUNCTION "private"."note_charges"() IS 'Statement trigger of fee_charges: notes the hours in which their trades happened.';

COMMENT ON FUNCTION "private"."read_trade_cells"(uuid, timestamp with time zone, timestamp with time zone) IS 'What private.trade_blocks holds, for any time, from the trades themselves.';

COMMENT ON FUNCTION "private"."simulate_charges"(public.fee_rules, timestamp with time zone, timestamp with time zone) IS 'The charged trades of a time that the rule would have been for, with the rate that they had and that they would have.';

COMMENT ON FUNCTION "private"."sum_fees"(private.trade_filter, uuid[], timestamp with time zone[]) IS 'What was charged for the confirmed trades that the filter means from each mark to the next: of users above whom there are at least so many (depth); 0: of all.';

COMMENT ON FUNCTION "private"."take_dirty_deals"() IS 'Notes the hours of the trades of each noted order, token and user, and of those that the user brought.';

COMMENT ON FUNCTION "public"."fee_stats"(jsonb, text, text) IS 'What the platform earned per cycle, in US cents: fees_usd_minor (charged for confirmed transactions, after discounts), commissions_usd_minor of it, net_usd_minor (the rest), waived_usd_minor (what the platform''s own rate would have given beyond it), take_rate (fees / volume: the effective rate) and net_take_rate, null without volume. unpriced: transactions of whose fee the worth in US dollars is not known; they are in no sum of fees. Beside each the equal period before, and the variation as in transaction_stats; filter, cycle and time_zone as there. See docs/metrics.md. Needs fees.manage, as who only views fees does not see what is earned. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00Z"}, "cycle": "week", "time_zone": "Europe/Paris"}';

COMMENT ON FUNCTION "public"."fees_by_user"(uuid, timestamp with time zone, timestamp with time zone, text, integer) IS 'What each user was charged for confirmed transactions in since <= time < before, who paid most first and of equal ones the one with the lower id: rank, transactions, volume_usd_minor, fees_usd_minor and net_usd_minor (after commissions) in US cents, and share of the fees of all. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs fees.manage. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "since": "2026-10-01T00:00:00Z", "before": "2026-11-01T00:00:00Z", "page_size": 10}';

COMMENT ON FUNCTION "public"."referral_codes"(uuid[], text, integer) IS 'What became of each invite code, newest first: how many slots are used (usage: used / total), how many of those who redeemed it were brought by somebody (referrals), how many of these traded for the first time within 30 days of redeeming (converted), and that as a part of who redeemed it (conversion). after: the cursor of the last row of the page before. page_size: 1 to 500. Needs cohorts.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"page_size": 20}';

COMMENT ON FUNCTION "public"."referral_revenue"(jsonb, text, text) IS 'What users who were brought by others traded per cycle, and were charged, by level: level 1 are all whom somebody brought, so its numbers are those of the programme, each trade once; of these level 2 are the users above whom there are two, level 3 three. Levels are parts of each other: they are never added, nor to what the platform has in all. commissions_usd_minor: what of the fees went to whoever brought them. variation, filter, cycle and time_zone: as transaction_stats. Needs fees.manage. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00Z"}, "cycle": "month", "time_zone": "UTC"}';

COMMENT ON FUNCTION "public"."referral_stats"(jsonb, text, text) IS 'Referrals per cycle: users who brought somebody for the first time (new_referrers), users who were brought (new_referrals), and who thereby came to stand below two or three others (new_level_2, new_level_3); the totals are all up to the end of the cycle, and never decrease. variation: the change of the new ones against the equal period before. filter: from, to and domain_ids; cycle and time_zone: as transaction_stats. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "cycle": "month", "time_zone": "UTC"}';

COMMENT ON FUNCTION "public"."referral_summary"(jsonb, text) IS 'The referral programme in one row: users who ever brought somebody up to the end of the window (referrers_total), of them those of whom somebody traded in it (referrers_active), users who were brought (referrals_total), codes redeemed in the window, how many of these were redeemed by referred users who traded for the first time within 30 days (converted; it may still grow) and that as a part (conversion), and the slots of all codes with code_usage (used / total). filter: from, to and domain_ids; time_zone: as transaction_stats. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}}';

COMMENT ON FUNCTION "public"."simulate_fee_rule"(uuid, jsonb, integer, text, timestamp with time zone, timestamp with time zone) IS 'What a rule or promotion would have earned: of the trades that were charged in since <= time < before (without them the last whole month, UTC) those that its scope fits (matched, of so many orders), how many of them would have been charged at another rate (changed), and what all matched ones were charged and would have been, in US cents. A rule wins as in quote_fee, and stands in for one of the same scope; an empty scope: the whole platform. Discounts, promotions and whatever it would not have changed stay as they were; minimum and maximum of a rule do not count in what it would have charged. Needs fees.manage. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of what the scope names. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "scope": {"order_type": "twap"}, "rate_ppm": 7500}';

COMMENT ON VIEW "private"."counted_redemptions" IS 'The fact "redeemed a code", and whether the user, brought by somebody, traded for the first time within 30 days of it.';

COMMENT ON VIEW "private"."counted_referrals" IS 'The fact "was brought": a user and somebody up to 3 levels above, since both ends of the line were there. Metrics read it and no other.';

COMMENT ON VIEW "private"."counted_trades" IS 'The fact "traded": a transaction, when it counts, where it was traded (as its order names it, else as its token) how many brought its user, and what was charged for it. Metrics read it and no other.';

COMMENT ON VIEW "private"."trade_cells" IS 'Every status, order type and side of a trade, and how many brought its user, with its number in trade_blocks.';

REVOKE ALL ON FUNCTION "private"."count_payers"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_payers"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_payers"(uuid, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_referrals"(uuid[], timestamp WITH time zone[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_referrals"(uuid[], timestamp WITH time zone[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_referrals"(uuid[], timestamp WITH time zone[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."note_charges"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."note_charges"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."note_charges"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_trade_cells"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_trade_cells"(uuid, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_trade_cells"(uuid, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."simulate_charges"(public.fee_rules, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."simulate_charges"(public.fee_rules, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."simulate_charges"(public.fee_rules, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."sum_fees"(private.trade_filter, uuid[], timestamp WITH time zone[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."sum_fees"(private.trade_filter, uuid[], timestamp WITH time zone[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."sum_fees"(private.trade_filter, uuid[], timestamp WITH time zone[]) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."fee_stats"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."fee_stats"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."fee_stats"(jsonb, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."fees_by_user"(uuid, timestamp WITH time zone, timestamp WITH time zone, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."fees_by_user"(uuid, timestamp WITH time zone, timestamp WITH time zone, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."fees_by_user"(uuid, timestamp WITH time zone, timestamp WITH time zone, text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."referral_codes"(uuid[], text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."referral_codes"(uuid[], text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."referral_codes"(uuid[], text, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."referral_revenue"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."referral_revenue"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."referral_revenue"(jsonb, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."referral_stats"(jsonb, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."referral_stats"(jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."referral_stats"(jsonb, text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."referral_summary"(jsonb, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."referral_summary"(jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."referral_summary"(jsonb, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."simulate_fee_rule"(uuid, jsonb, integer, text, timestamp WITH time zone, timestamp WITH time zone) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."simulate_fee_rule"(uuid, jsonb, integer, text, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."simulate_fee_rule"(uuid, jsonb, integer, text, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

comment on column private.counted_trades.waived_usd_minor is 'What the platform''s own rate would have given beyond the fee.';
comment on column private.counted_trades.is_unpriced is 'Whether the worth of its fee in US dollars is not known.';
comment on column private.trade_cells.depth is
'How many there are above the user, of 3 at most: who brought the user, who brought that one, and who brought this.';

-- Since when somebody was brought, as far as a code tells.
update public.platform_users as brought set referred_at = told.at
from (
  select redeemed.domain_id, redeemed.platform_user_id, invite.owner_user_id, min(redeemed.redeemed_at) as at
  from public.invite_redemptions as redeemed
  inner join public.invite_codes as invite
    on redeemed.domain_id = invite.domain_id and redeemed.invite_code_id = invite.id
  group by redeemed.domain_id, redeemed.platform_user_id, invite.owner_user_id
) as told
where
  brought.domain_id = told.domain_id and brought.id = told.platform_user_id
  and brought.referrer_id = told.owner_user_id;

insert into private.dirty_trades (domain_id, hour, cause)
select
  trade.domain_id,
  floor(private.hour_number(trade.happened_at))::integer as hour,
  'first_fill' as cause
from private.counted_trades as trade
group by trade.domain_id, floor(private.hour_number(trade.happened_at))::integer;

comment on view private.timed_trades is 'Every transaction with the time at which it counts; see counted_trades.';

revoke all on private.timed_trades from public, anon, authenticated, service_role;

comment on function private.count_trade_blocks(uuid [], timestamptz [], text, text, smallint [], boolean) is
'Trades from each mark to the next, from the rollup, and what is not counted yet from the trades; key null: by each key of the part; amounts only of tokens, fees only where they are asked for. A domain counts from its stats_valid_from on.';

revoke all on function private.count_trade_blocks(uuid [], timestamptz [], text, text, smallint [], boolean)
from public, anon, authenticated, service_role;

comment on function private.count_trades(private.trade_filter, uuid [], timestamptz [], boolean, boolean) is
'The trades that the filter means from each mark to the next, by cell, and by token where that is asked for (key); fees where has_fees.';

revoke all on function private.count_trades(private.trade_filter, uuid [], timestamptz [], boolean, boolean)
from public, anon, authenticated, service_role;

comment on function private.wanted_trade_cells(private.trade_filter) is
'The cells that the filter asks for, of every status; null: all.';

revoke all on function private.wanted_trade_cells(private.trade_filter) from public, anon, authenticated, service_role;
