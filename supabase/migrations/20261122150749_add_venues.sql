-- Trades tell where they were made, and numbers of them can stand on dashboards. Blocks keep their numbers: what was
-- told before is of venue unknown, whose cells are the old ones.
SET local check_function_bodies = off;

ALTER TABLE "public"."transactions"
  ADD COLUMN "venue" text NOT NULL DEFAULT 'unknown'::text;

ALTER TYPE "private"."trade_filter" ADD ATTRIBUTE "venue" text CASCADE;

create or replace view private.timed_trades
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
  on_time.occurred_at as happened_at,
  on_time.venue
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
  ahead.received_at as happened_at,
  ahead.venue
from public.transactions as ahead
where ahead.occurred_at - ahead.received_at > interval '5 minutes';

create or replace view private.counted_trades
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
  charge.id is not null and charge.usd_minor is null as is_unpriced,
  trade.venue
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

create or replace view private.trade_cells
with (security_invoker = on) as
select
  (venue.place * 192 + status.place * 48 + kind.place * 8 + side.place * 4 + referral.depth)::smallint as cell,
  status.name as status,
  kind.name as order_type,
  side.name as side,
  referral.depth > 0 as is_referred,
  referral.depth,
  venue.name as venue
from (values (0, 'pending'), (1, 'confirmed'), (2, 'failed'), (3, 'reverted')) as status (place, name)
cross join (
  values (0, 'market'), (1, 'dca'), (2, 'limit'), (3, 'twap'), (4, 'vwap'), (5, 'custom')
) as kind (place, name)
cross join (values (0, 'buy'), (1, 'sell')) as side (place, name)
cross join generate_series(0, 3) as referral (depth)
cross join (values (0, 'unknown'), (1, 'web'), (2, 'mobile')) as venue (place, name);

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
    words.cell, count(*), sum(trade.volume_usd_minor), sum(trade.amount_minor),
    coalesce(sum(trade.fee_usd_minor), 0), coalesce(sum(trade.net_usd_minor), 0),
    coalesce(sum(trade.waived_usd_minor), 0), count(*) filter (where trade.is_unpriced)
  from public.domains as tenant
  inner join private.counted_trades as trade on tenant.id = trade.domain_id
  inner join private.trade_cells as words
    on
      trade.status = words.status and trade.order_type = words.order_type
      and trade.side = words.side and trade.depth = words.depth and trade.venue = words.venue
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
$function$;

CREATE OR REPLACE FUNCTION private.query_trades (
  tenants uuid[],
  from_at timestamp with time zone,
  to_at   timestamp with time zone,
  dims    text[],
  given   jsonb
)
  RETURNS TABLE (
    parts            jsonb,
    transactions     bigint,
    volume_usd_minor numeric,
    traders          bigint
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
begin
  return query
  with grouped as (
    select
      case when 'domain_id' = any(dims) then t.domain_id end as domain_id,
      case when 'order_type' = any(dims) then t.order_type end as order_type,
      case when 'side' = any(dims) then t.side end as side,
      case when 'provider' = any(dims) then t.provider end as provider,
      case when 'token_id' = any(dims) then t.token_id end as token_id,
      case when 'is_referred' = any(dims) then t.depth > 0 end as is_referred,
      case when 'venue' = any(dims) then t.venue end as venue,
      case when 'cohort_id' = any(dims) then member.cohort_id end as cohort_id,
      count(*) as number, sum(t.volume_usd_minor) as volume, count(distinct (t.domain_id, t.platform_user_id)) as users
    from private.counted_trades as t
    -- A trade of a user in two cohorts is in both: only where cohorts are asked for.
    left join public.cohort_members as member
      on
        'cohort_id' = any(dims) and t.domain_id = member.domain_id
        and t.platform_user_id = member.platform_user_id and member.valid @> t.happened_at
    where t.domain_id = any(tenants) and t.happened_at >= from_at and t.happened_at < to_at and t.status = 'confirmed'
      and (not given ? 'order_type' or given -> 'order_type' ? t.order_type)
      and (not given ? 'side' or given -> 'side' ? t.side)
      and (not given ? 'provider' or given -> 'provider' ? t.provider)
      and (not given ? 'token_id' or given -> 'token_id' ? t.token_id::text)
      and (not given ? 'is_referred' or (given -> 'is_referred')::boolean = (t.depth > 0))
      and (not given ? 'venue' or given -> 'venue' ? t.venue)
      and (not given ? 'cohort_id' or case when 'cohort_id' = any(dims) then given -> 'cohort_id' ? member.cohort_id::text
        else exists (
          select from public.cohort_members as m
          where m.domain_id = t.domain_id and m.platform_user_id = t.platform_user_id and m.valid @> t.happened_at
            and given -> 'cohort_id' ? m.cohort_id::text
        ) end)
    group by 1, 2, 3, 4, 5, 6, 7, 8
  )
  select
    (select coalesce(jsonb_object_agg(d.name, to_jsonb(g) -> d.name), '{}') from unnest(dims) as d (name)),
    g.number, g.volume, g.users
  from grouped as g;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_query (
  metric text,
  dims   text[],
  filter jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  of_window constant jsonb := '{"from": "time", "to": "time", "domain_ids": "uuids"}';
  of_trades constant jsonb := '{
    "order_type": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]},
    "side": {"some_of": ["buy", "sell"]}, "provider": "texts", "token_id": "uuids", "is_referred": "boolean",
    "venue": {"some_of": ["web", "mobile", "unknown"]}, "cohort_id": "uuids"
  }';
  of_events constant jsonb := '{
    "name": "texts", "actor_kind": {"some_of": ["user", "bo_user", "system", "integration"]}, "source": "texts"
  }';
  shapes constant jsonb := case
    when metric in ('transactions', 'volume_usd_minor', 'traders') then of_trades
    when metric in ('events', 'active_users') then of_events
  end;
begin
  if shapes is null then
    perform private.bad_input('metric', 'must be transactions, volume_usd_minor, traders, events or active_users');
  end if;
  if dims <@ array(select 'domain_id' union all select jsonb_object_keys(shapes)) is not true then
    perform private.bad_input('dims', 'must be of domain_id, ' || (
      select string_agg(d.name, ', ' order by d.name) from jsonb_object_keys(shapes) as d (name)
    ));
  end if;
  return private.read_filter(filter, of_window || shapes);
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
        and happened.side = words.side and happened.depth = words.depth and happened.venue = words.venue
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
      "is_referred": "boolean",
      "venue": ["web", "mobile", "unknown"]
    }'
  ));
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_transactions (
  batch private.trade_entry[]
)
  RETURNS public.transactions[]
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  changed public.transactions [];
begin
  with stored as (
    insert into public.transactions as known (
      domain_id, chain_ref, platform_user_id, token_id, order_external_id, order_type, side, amount_minor,
      volume_usd_minor, fee_minor, fee_asset, fee_usd_minor, status, occurred_at, told_at, told_by, venue
    )
    select distinct on (e.domain_id, told.chain_ref)
      e.domain_id, told.chain_ref, trader.id, token.id, told.order, told.type, told.side, told.amount_minor,
      told.volume_usd_minor, told.fee_minor, told.fee_asset, told.fee_usd_minor, told.status, told.occurred_at,
      e.told_at, e.told_by, coalesce(told.venue, 'unknown')
    from unnest(batch) as e
    cross join lateral jsonb_to_record(e.facts) as told (
      chain_ref text, "order" text, type text, side text, amount_minor numeric, volume_usd_minor numeric,
      fee_minor numeric, fee_asset text, fee_usd_minor numeric, status text, occurred_at timestamptz, venue text
    )
    inner join public.platform_users as trader on e.domain_id = trader.domain_id and e.user_ref = trader.external_id
    inner join public.tokens as token
      on e.domain_id = token.domain_id and e.chain = token.chain and e.address = token.address
    where e.kind = 'transaction'
    order by e.domain_id, told.chain_ref, e.told_at desc, e.told_by desc
    on conflict (domain_id, chain_ref) do update
    set (
      platform_user_id, token_id, order_external_id, order_type, side, amount_minor, volume_usd_minor, fee_minor,
      fee_asset, fee_usd_minor, status, occurred_at, told_at, told_by, venue
    ) = (
      excluded.platform_user_id, excluded.token_id, excluded.order_external_id, excluded.order_type, excluded.side,
      excluded.amount_minor, excluded.volume_usd_minor, excluded.fee_minor, excluded.fee_asset, excluded.fee_usd_minor,
      excluded.status, excluded.occurred_at, excluded.told_at, excluded.told_by, excluded.venue
    )
    where (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by)
    returning known.*
  )
  select array_agg(s::public.transactions) into changed from stored as s;
  return coalesce(changed, '{}');
end;
$function$;

CREATE OR REPLACE FUNCTION private.trade_deal_fault (
  entry jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  is_order constant boolean := entry ->> 'kind' = 'order';
  key constant text := case when is_order then 'external_id' else 'chain_ref' end;
  moment constant text := case when is_order then 'placed_at' else 'occurred_at' end;
  statuses constant text [] := case
    when is_order then '{open,partly_filled,filled,cancelled,failed}' else '{pending,confirmed,failed,reverted}'
  end;
  amount text;
begin
  foreach amount in array case
    when is_order then '{size_minor}' else '{amount_minor,volume_usd_minor,fee_minor}'
  end::text [] loop
    if not private.is_minor_amount(entry -> amount) then
      return format('.%s: must be a whole number from 0, in minor units', amount);
    end if;
  end loop;
  return case
    when not private.is_text(entry -> key, 200) then format('.%s: must be a text', key)
    when not private.is_text(entry -> 'user', 200) then '.user: must be a text'
    when not private.is_text(entry #> '{token,chain}', 50) then '.token.chain: must be a text'
    when not private.is_text(entry #> '{token,address}', 200) then '.token.address: must be a text'
    when (entry ->> 'type' = any('{market,dca,limit,twap,vwap,custom}')) is not true
      then '.type: must be market, dca, limit, twap, vwap or custom'
    when (entry ->> 'side' = any('{buy,sell}')) is not true then '.side: must be buy or sell'
    when (entry ->> 'status' = any(statuses)) is not true
      then format('.status: must be one of %s', array_to_string(statuses, ', '))
    when not private.is_zoned_time(entry ->> moment) then format('.%s: must be a time with its zone', moment)
    when is_order and jsonb_typeof(entry -> 'provider') <> 'null' and not private.is_text(entry -> 'provider', 100)
      then '.provider: must be a text'
    when is_order then null
    when not private.is_text(entry -> 'fee_asset', 50) then '.fee_asset: must be a text'
    when jsonb_typeof(entry -> 'fee_usd_minor') <> 'null' and not private.is_minor_amount(entry -> 'fee_usd_minor')
      then '.fee_usd_minor: must be a whole number from 0, in minor units'
    when jsonb_typeof(entry -> 'order') <> 'null' and not private.is_text(entry -> 'order', 200)
      then '.order: must be a text'
    when (entry ->> 'venue' = any('{web,mobile}')) is false then '.venue: must be web or mobile'
  end;
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
  if num_nonnulls((wanted).order_types, (wanted).side, (wanted).is_referred, (wanted).venue) = 0 then
    return null; -- So that nobody compares what is wanted anyway.
  end if;
  return array(
    select words.cell from private.trade_cells as words
    where
      ((wanted).order_types is null or words.order_type = any((wanted).order_types))
      and ((wanted).side is null or words.side = (wanted).side)
      and ((wanted).is_referred is null or words.is_referred = (wanted).is_referred)
      and ((wanted).venue is null or words.venue = (wanted).venue)
  );
end;
$function$;

ALTER TABLE "public"."transactions"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "transactions_venue_check" CHECK ((venue = ANY (ARRAY['web'::text, 'mobile'::text, 'unknown'::text])));

COMMENT ON COLUMN "public"."transactions"."venue" IS 'Where its user made it: web, mobile, or unknown where that is not told.';

COMMENT ON FUNCTION "public"."query_metric"(text, text[], jsonb, text, text) IS 'A number, divided by any of its dimensions: a row for each combination that there is, parts naming it. metric: transactions, volume_usd_minor or traders (distinct users), of confirmed trades, by domain_id, order_type, side, provider, token_id, is_referred, venue, cohort_id (a trade of a user in two cohorts is in both); events or active_users, of active kinds without tests, by domain_id, name, actor_kind, source. dims: which of these. filter: from, to and domain_ids, as client_dashboard, and for each dimension an array of the values that count; is_referred: true or false. bucket: day, week or month besides; null: the whole window. It reads what happened itself, so its cost grows with the window. Needs analytics.view. Errors: 22023 INVALID_INPUT, also for over 10000 rows; 42501 PERMISSION_DENIED. Example: {"metric": "transactions", "dims": ["side", "order_type"], "filter": {"from": "2026-10-01T00:00:00Z"}, "bucket": "month", "time_zone": "UTC"}';

COMMENT ON FUNCTION "public"."transaction_stats"(jsonb, text, text) IS 'Trades per cycle: transactions (confirmed), failed, reverted and pending ones apart, volume_usd_minor (worth of the confirmed ones in US cents when they happened; a new price changes nothing) and by_type: [{order_type, transactions, volume_usd_minor}]. cycle: day, week (from Monday) or month that the window touches, whole, at most 400, or custom: the window itself. Beside each the equal period before; variation: the change as a part of it, null where it was 0, while the cycle is not over, and where a domain does not count for both. filter: from, to (half-open; without them the last 30 whole days), domain_ids (null: all mine in production), order_types (array), side, token_id, provider, cohort_id (members when they traded), is_referred, venue (web, mobile or unknown). time_zone: IANA name, else the preference. state: partial, provisional or final. See docs/metrics.md. Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00Z", "order_types": ["market"]}, "cycle": "month", "time_zone": "Europe/Paris"}';

COMMENT ON VIEW "private"."trade_cells" IS 'Every status, order type, side and venue of a trade, and how many brought its user, with its number in trade_blocks.';

-- What dashboards may show of trades and referrals; see docs/metrics.md.
insert into public.metric_catalog (metric, rpc, title, description, permission, filter, arguments, dimensions)
select
  listed.metric,
  listed.metric as rpc,
  listed.title,
  listed.description,
  listed.permission,
  jsonb '{"from": "time", "to": "time", "domain_ids": "uuids"}'
  || case when listed.of_trades then jsonb '{
    "order_types": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]}, "side": ["buy", "sell"],
    "token_id": "uuid", "provider": "text", "cohort_id": "uuid", "is_referred": "boolean",
    "venue": ["web", "mobile", "unknown"]
  }' else '{}' end as filter,
  case when listed.by_cycle then jsonb '{"cycle": ["day", "week", "month", "custom"]}' else '{}' end
  || jsonb '{"time_zone": "text"}' as arguments,
  listed.dimensions
from (
  values
    (
      'transaction_stats', 'Trades', 'Trades and their volume per cycle, by status and type.', 'analytics.view', true,
      true, '{begins_on}'::text []
    ),
    (
      'volume_by_token', 'Volume by token', 'What was traded of each token.', 'analytics.view', true, false,
      '{domain_id,token_id}'
    ),
    (
      'fee_stats', 'Fees', 'What the platform earned per cycle, and its effective rate.', 'fees.manage', true, true,
      '{begins_on}'
    ),
    (
      'referral_revenue', 'Volume of referrals', 'What users who were brought traded and paid, by level.',
      'fees.manage', true, true, '{begins_on,level}'
    ),
    (
      'referral_stats', 'Referrals', 'Users who brought others, and who were brought, per cycle.', 'analytics.view',
      false, true, '{begins_on}'
    ),
    (
      'referral_summary', 'Referral programme', 'The referral programme in one row.', 'analytics.view', false, false,
      '{}'
    )
) as listed (metric, title, description, permission, of_trades, by_cycle, dimensions)
on conflict (metric) do update
set
  rpc = excluded.rpc,
  title = excluded.title,
  description = excluded.description,
  permission = excluded.permission,
  filter = excluded.filter,
  arguments = excluded.arguments,
  dimensions = excluded.dimensions
where to_jsonb(metric_catalog) <> to_jsonb(excluded);

-- What dashboards may show. Another metric is another row here: see docs/metrics.md.
insert into public.metric_catalog (metric, rpc, title, description, permission, filter, arguments, dimensions)
select
  listed.metric,
  listed.metric as rpc,
  listed.title,
  listed.description,
  listed.permission,
  jsonb '{"from": "time", "to": "time", "domain_ids": "uuids"}'
  || case when listed.of_conversations then jsonb '{
    "score_min": "score", "score_max": "score", "language": "language", "has_email": "boolean",
    "outcome": ["demo_booked", "email_captured", "demo_proposed", "cta_clicked", "none"], "account_id": "uuid",
    "topic_id": "uuid", "status": ["open", "closed", "handed_over"], "text": "text"
  }' else '{}' end as filter,
  case when listed.by_bucket then jsonb '{"bucket": ["day", "week", "month"]}' else '{}' end
  || case when listed.by_zone then jsonb '{"time_zone": "text"}' else '{}' end
  || case when listed.metric = 'retention' then jsonb '{"variant": ["n_day", "unbounded"]}' else '{}' end as arguments,
  listed.dimensions
from (
  values
    (
      'client_dashboard', 'Overview', 'The numbers of the dashboard, with the period before.', 'analytics.view', true,
      false, true, '{}'::text []
    ),
    (
      'dashboard_series', 'Conversations over time', 'The counts of the dashboard for each part of the window.',
      'analytics.view', true, true, true, '{begins_on}'
    ),
    (
      'activity_series', 'Active persons', 'How many distinct people were active.', 'analytics.view', false, true, true,
      '{begins_on}'
    ),
    (
      'growth_accounting', 'Growth', 'Where the active persons of a period came from.', 'analytics.view', false, true,
      true, '{begins_on}'
    ),
    ('retention', 'Retention', 'Who comes back.', 'analytics.view', false, true, true, '{cohort_on,later}'),
    (
      'topic_frequency', 'Topics over time', 'What conversations are about.', 'topics.view', false, true, true,
      '{domain_id,starts_on,topic_id}'
    ),
    (
      'topic_trend', 'Topics that move', 'Topics whose share changed.', 'topics.view', false, false, false,
      '{domain_id,topic_id}'
    ),
    (
      'event_activity', 'Users of the platform', 'Active users and events of the event log.', 'analytics.view', false,
      true, true, '{begins_on}'
    )
) as listed (metric, title, description, permission, of_conversations, by_bucket, by_zone, dimensions)
union all
select
  'breakdown' as metric,
  'query_metric' as rpc,
  'Breakdown' as title,
  'A number of trades or events, divided by any of its dimensions.' as description,
  'analytics.view' as permission,
  '{
    "from": "time", "to": "time", "domain_ids": "uuids", "provider": "texts", "token_id": "uuids", "name": "texts",
    "order_type": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]}, "source": "texts",
    "side": {"some_of": ["buy", "sell"]}, "is_referred": "boolean",
    "venue": {"some_of": ["web", "mobile", "unknown"]}, "cohort_id": "uuids",
    "actor_kind": {"some_of": ["user", "bo_user", "system", "integration"]}
  }' as filter,
  '{
    "metric": ["transactions", "volume_usd_minor", "traders", "events", "active_users"],
    "dims": {"some_of": [
      "domain_id", "order_type", "side", "provider", "token_id", "is_referred", "venue", "cohort_id", "name", "actor_kind", "source"
    ]},
    "bucket": ["day", "week", "month"], "time_zone": "text"
  }' as arguments,
  '{begins_on,parts}' as dimensions
on conflict (metric) do update
set
  rpc = excluded.rpc,
  title = excluded.title,
  description = excluded.description,
  permission = excluded.permission,
  filter = excluded.filter,
  arguments = excluded.arguments,
  dimensions = excluded.dimensions
where to_jsonb(metric_catalog) <> to_jsonb(excluded);
