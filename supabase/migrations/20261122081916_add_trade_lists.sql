-- Lists of tokens, orders and transactions, an order with its fee, and the indexes that they walk: by token and time, too.

set local check_function_bodies = off;

-- squawk-ignore require-concurrent-index-deletion
drop index public.orders_token_id_idx;

create type private.deal_filter as (
  "domain_ids" uuid[],
  "platform_user_id" uuid,
  "token_id" uuid,
  "order" text,
  "order_types" text[],
  "side" text,
  "provider" text,
  "status" text[],
  "from" timestamp WITH time zone,
  "to" timestamp WITH time zone
);

create or replace function private.explain_order_fee(
  placed public.orders,
  has_words boolean
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
begin
  return placed.fee_quote || jsonb_build_object('candidates', coalesce((
    select jsonb_agg(
      c.told || case when has_words
        then jsonb_build_object('reason', r.reason, 'created_at', r.created_at, 'created_by', r.created_by) else '{}'
      end
      order by c.place
    )
    from jsonb_array_elements(placed.fee_quote -> 'candidates') with ordinality as c (told, place)
    left join public.fee_rules as r
      on r.domain_id = placed.domain_id and r.id = (c.told ->> 'rule_id')::uuid and has_words
  ), '[]'));
end;
$function$;

create or replace function private.read_deal_filter(
  filter jsonb,
  more jsonb
)
  returns private.deal_filter
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{
      "domain_ids": "uuids",
      "platform_user_id": "uuid",
      "token_id": "uuid",
      "order_types": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]},
      "side": ["buy", "sell"],
      "from": "time",
      "to": "time"
    }'::jsonb || more
  );
begin
  return jsonb_populate_record(null::private.deal_filter, given);
end;
$function$;

create or replace function private.trades_of_order(
  placed public.orders
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  as $function$
begin
  return jsonb_build_object(
    'transactions', coalesce((
      select jsonb_agg(to_jsonb(t) - '{domain_id,told_at,told_by}'::text [] order by t.occurred_at desc, t.id desc)
      from (
        select newest.* from public.transactions as newest
        where newest.domain_id = placed.domain_id and newest.order_external_id = placed.external_id
        order by newest.occurred_at desc, newest.id desc
        limit 100
      ) as t
    ), '[]'),
    -- What was really paid; a trade that failed or was taken back is none.
    'charged', coalesce((
      select jsonb_agg(to_jsonb(paid) order by paid.fee_asset)
      from (
        select
          t.fee_asset, sum(t.fee_minor) as fee_minor, sum(t.volume_usd_minor) as volume_usd_minor,
          count(*) as transactions
        from public.transactions as t
        where t.domain_id = placed.domain_id and t.order_external_id = placed.external_id and t.status = 'confirmed'
        group by t.fee_asset
      ) as paid
    ), '[]')
  );
end;
$function$;

create or replace function public.list_orders(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    external_id text,
    platform_user_id uuid,
    user_external_id text,
    token_id uuid,
    token_symbol text,
    token_decimals integer,
    order_type text,
    side text,
    provider text,
    size_minor numeric,
    status text,
    placed_at timestamp with time zone,
    rate_ppm integer,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  set jit to 'off'
  as $function$
declare
  wanted constant private.deal_filter := private.read_deal_filter(
    filter, '{"provider": "text", "status": {"some_of": ["open", "partly_filled", "filled", "cancelled", "failed"]}}'
  );
  mine constant uuid [] := private.permitted_domains('orders.view', (wanted).domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('orders', after);
  return query
  select
    page.domain_id, page.id, page.external_id, page.platform_user_id, trader.external_id, page.token_id,
    token.symbol, token.decimals, page.order_type, page.side, page.provider, page.size_minor, page.status,
    page.placed_at, (page.fee_quote ->> 'rate_ppm')::integer,
    private.make_time_cursor('orders', page.placed_at, page.id, page.domain_id)
  from (
    select newest.*
    from unnest(mine) as tenant (id)
    cross join lateral (
      select o.* from public.orders as o
      where
        o.domain_id = tenant.id
        and ((wanted).platform_user_id is null or o.platform_user_id = (wanted).platform_user_id)
        and ((wanted).token_id is null or o.token_id = (wanted).token_id)
        and ((wanted).order_types is null or o.order_type = any((wanted).order_types))
        and ((wanted).side is null or o.side = (wanted).side)
        and ((wanted).provider is null or o.provider = (wanted).provider)
        and ((wanted).status is null or o.status = any((wanted).status))
        and ((wanted)."from" is null or o.placed_at >= (wanted)."from")
        and ((wanted)."to" is null or o.placed_at < (wanted)."to")
        and (after is null or (o.placed_at, o.id, o.domain_id) < (place.at, place.id, place.domain_id))
      order by o.placed_at desc, o.id desc
      limit page_size
    ) as newest
    order by newest.placed_at desc, newest.id desc, newest.domain_id desc
    limit page_size
  ) as page
  inner join public.platform_users as trader
    on page.domain_id = trader.domain_id and page.platform_user_id = trader.id
  inner join public.tokens as token on page.domain_id = token.domain_id and page.token_id = token.id
  order by page.placed_at desc, page.id desc, page.domain_id desc;
end;
$function$;

revoke all on function public.list_orders(jsonb, text, integer) from public, anon, service_role;

create or replace function public.list_tokens(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    chain text,
    address text,
    symbol text,
    decimals integer,
    provider text,
    created_at timestamp with time zone,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  set jit to 'off'
  as $function$
declare
  wanted constant jsonb := private.read_filter(
    filter, '{"domain_ids": "uuids", "chain": "text", "symbol": "text", "provider": "text"}'
  );
  mine constant uuid [] := private.permitted_domains(
    'tokens.view', (jsonb_populate_record(null::private.deal_filter, wanted)).domain_ids
  );
  wanted_chain constant text := wanted ->> 'chain';
  wanted_symbol constant text := lower(wanted ->> 'symbol');
  wanted_provider constant text := wanted ->> 'provider';
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('tokens', after);
  return query
  select
    page.domain_id, page.id, page.chain, page.address, page.symbol, page.decimals, page.provider, page.created_at,
    private.make_time_cursor('tokens', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select t.* from public.tokens as t
    where
      t.domain_id = tenant.id
      and (wanted_chain is null or t.chain = wanted_chain)
      and (wanted_symbol is null or lower(t.symbol) = wanted_symbol)
      and (wanted_provider is null or t.provider = wanted_provider)
      and (after is null or (t.created_at, t.id, t.domain_id) < (place.at, place.id, place.domain_id))
    order by t.created_at desc, t.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

revoke all on function public.list_tokens(jsonb, text, integer) from public, anon, service_role;

create or replace function public.list_transactions(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    chain_ref text,
    platform_user_id uuid,
    user_external_id text,
    token_id uuid,
    token_symbol text,
    token_decimals integer,
    order_external_id text,
    order_type text,
    side text,
    amount_minor numeric,
    volume_usd_minor numeric,
    fee_minor numeric,
    fee_asset text,
    status text,
    occurred_at timestamp with time zone,
    received_at timestamp with time zone,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  set jit to 'off'
  as $function$
declare
  wanted constant private.deal_filter := private.read_deal_filter(
    filter, '{"order": "text", "status": {"some_of": ["pending", "confirmed", "failed", "reverted"]}}'
  );
  mine constant uuid [] := private.permitted_domains('transactions.view', (wanted).domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('transactions', after);
  return query
  select
    page.domain_id, page.id, page.chain_ref, page.platform_user_id, trader.external_id, page.token_id,
    token.symbol, token.decimals, page.order_external_id, page.order_type, page.side, page.amount_minor,
    page.volume_usd_minor, page.fee_minor, page.fee_asset, page.status, page.occurred_at, page.received_at,
    private.make_time_cursor('transactions', page.occurred_at, page.id, page.domain_id)
  from (
    select newest.*
    from unnest(mine) as tenant (id)
    cross join lateral (
      select t.* from public.transactions as t
      where
        t.domain_id = tenant.id
        and ((wanted).platform_user_id is null or t.platform_user_id = (wanted).platform_user_id)
        and ((wanted).token_id is null or t.token_id = (wanted).token_id)
        and ((wanted)."order" is null or t.order_external_id = (wanted)."order")
        and ((wanted).order_types is null or t.order_type = any((wanted).order_types))
        and ((wanted).side is null or t.side = (wanted).side)
        and ((wanted).status is null or t.status = any((wanted).status))
        and ((wanted)."from" is null or t.occurred_at >= (wanted)."from")
        and ((wanted)."to" is null or t.occurred_at < (wanted)."to")
        and (after is null or (t.occurred_at, t.id, t.domain_id) < (place.at, place.id, place.domain_id))
      order by t.occurred_at desc, t.id desc
      limit page_size
    ) as newest
    order by newest.occurred_at desc, newest.id desc, newest.domain_id desc
    limit page_size
  ) as page
  inner join public.platform_users as trader
    on page.domain_id = trader.domain_id and page.platform_user_id = trader.id
  inner join public.tokens as token on page.domain_id = token.domain_id and page.token_id = token.id
  order by page.occurred_at desc, page.id desc, page.domain_id desc;
end;
$function$;

revoke all on function public.list_transactions(jsonb, text, integer) from public, anon, service_role;

create or replace function public.order_detail(
  domain_id uuid,
  order_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
declare
  held constant text [] := private.permitted_in(
    domain_id, '{orders.view,platform_users.view,tokens.view,transactions.view,fees.view}'
  );
  placed public.orders;
begin
  select o.* into placed from public.orders as o
  where 'orders.view' = any(held) and o.domain_id = order_detail.domain_id and o.id = order_detail.order_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such order');
  end if;
  -- Each part has its permission.
  return jsonb_build_object(
    'order', to_jsonb(placed) - '{fee_quote,told_at,told_by}'::text [],
    'fee', private.explain_order_fee(placed, 'fees.view' = any(held)),
    'user', (
      select to_jsonb(u) - '{domain_id,told_at,told_by}'::text [] from public.platform_users as u
      where 'platform_users.view' = any(held) and u.domain_id = placed.domain_id and u.id = placed.platform_user_id
    ),
    'token', (
      select to_jsonb(t) - '{domain_id,told_at,told_by}'::text [] from public.tokens as t
      where 'tokens.view' = any(held) and t.domain_id = placed.domain_id and t.id = placed.token_id
    )
  )
  || case when 'transactions.view' = any(held) then private.trades_of_order(placed) else '{}' end;
end;
$function$;

revoke all on function public.order_detail(uuid, uuid) from public, anon, service_role;

-- squawk-ignore require-concurrent-index-creation
create index orders_token_id_idx on public.orders using btree (domain_id, token_id, placed_at desc, id desc);

-- squawk-ignore require-concurrent-index-creation
create index orders_status_idx on public.orders (domain_id, status, placed_at desc, id desc)
where status in ('open', 'partly_filled');

-- squawk-ignore require-concurrent-index-creation
create index transactions_status_idx on public.transactions (domain_id, status, occurred_at desc, id desc)
where status <> 'confirmed';

-- squawk-ignore require-concurrent-index-creation
create index tokens_created_at_idx on public.tokens using btree (domain_id, created_at desc, id desc);

-- squawk-ignore require-concurrent-index-creation
create index tokens_symbol_idx on public.tokens using btree (domain_id, lower(symbol) text_pattern_ops);

comment on function private.explain_order_fee(public.orders, boolean) is 'The terms on which an order is charged, with every rule that was considered and why it lost; with has_words also who made the rule, when and why. Null where the platform had no fee.';

comment on function private.read_deal_filter(jsonb, jsonb) is 'The filter of a list of orders or transactions with its types. more: the shapes of the keys that only one of the two has. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';

comment on function private.trades_of_order(public.orders) is '{transactions (of the order, newest first, at most 100), charged (by fee_asset, of the confirmed ones: fee_minor, volume_usd_minor, how many)}.';

comment on function public.list_orders(jsonb, text, integer) is 'Orders, newest first. filter: domain_ids (null: all mine), platform_user_id, token_id, order_types (an array), side, provider, status (an array), from and to (times; from is included, to is not). rate_ppm: what it is charged, in millionths; null: the platform had no fee then. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs orders.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"status": ["open", "partly_filled"], "order_types": ["limit"]}, "page_size": 20}';

comment on function public.list_tokens(jsonb, text, integer) is 'Tokens, those that were told of last first. filter: domain_ids (null: all mine), chain, symbol (whatever its case), provider. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs tokens.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"provider": "raydium"}, "page_size": 20}';

comment on function public.list_transactions(jsonb, text, integer) is 'Transactions, newest first. filter: domain_ids (null: all mine), platform_user_id, token_id, order (the platform''s own id of one), order_types (an array), side, status (an array), from and to (times; from is included, to is not). after: the cursor of the last row of the page before. page_size: 1 to 500. Needs transactions.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"status": ["confirmed"], "from": "2026-11-01T00:00:00Z"}, "page_size": 20}';

comment on function public.order_detail(uuid, uuid) is 'One order as {order, fee (on what terms it is charged, and every rule that was considered, with why it lost; for who has fees.view also who made the rule, when and why; null: the platform had no fee), user, token (null: not permitted)}, and for who has transactions.view transactions (newest first, at most 100; the rest is in list_transactions()) and charged (what was paid in all, by fee_asset, confirmed ones alone). Needs orders.view. Errors: P0002 NOT_FOUND when it is not there or not visible.';

comment on type private.deal_filter is 'What list_orders() and list_transactions() are asked for; null asks for nothing. order: the platform''s own id of one.';

revoke all on function private.explain_order_fee(public.orders, boolean) from public;

revoke all on function private.explain_order_fee(public.orders, boolean) from postgres;

grant execute on function private.explain_order_fee(public.orders, boolean) to postgres;

revoke all on function private.read_deal_filter(jsonb, jsonb) from public;

revoke all on function private.read_deal_filter(jsonb, jsonb) from postgres;

grant execute on function private.read_deal_filter(jsonb, jsonb) to postgres;

revoke all on function private.trades_of_order(public.orders) from public;

revoke all on function private.trades_of_order(public.orders) from postgres;

grant execute on function private.trades_of_order(public.orders) to postgres;

grant execute on function public.list_orders(jsonb, text, integer) to authenticated;

revoke all on function public.list_orders(jsonb, text, integer) from postgres;

grant execute on function public.list_orders(jsonb, text, integer) to postgres;

grant execute on function public.list_tokens(jsonb, text, integer) to authenticated;

revoke all on function public.list_tokens(jsonb, text, integer) from postgres;

grant execute on function public.list_tokens(jsonb, text, integer) to postgres;

grant execute on function public.list_transactions(jsonb, text, integer) to authenticated;

revoke all on function public.list_transactions(jsonb, text, integer) from postgres;

grant execute on function public.list_transactions(jsonb, text, integer) to postgres;

grant execute on function public.order_detail(uuid, uuid) to authenticated;

revoke all on function public.order_detail(uuid, uuid) from postgres;

grant execute on function public.order_detail(uuid, uuid) to postgres;
