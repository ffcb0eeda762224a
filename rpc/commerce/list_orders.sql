create or replace function public.list_orders(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, external_id text, platform_user_id uuid, user_external_id text, token_id uuid,
  token_symbol text, token_decimals integer, order_type text, side text, provider text, size_minor numeric, status text,
  placed_at timestamptz, rate_ppm integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use.
set jit = off
as $$
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
$$;

comment on function public.list_orders(jsonb, text, integer) is
'Orders, newest first. filter: domain_ids (null: all mine), platform_user_id, token_id, order_types (an array), side, provider, status (an array), from and to (times; from is included, to is not). '
'rate_ppm: what it is charged, in millionths; null: the platform had no fee then. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs orders.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. '
'Example: {"filter": {"status": ["open", "partly_filled"], "order_types": ["limit"]}, "page_size": 20}';
revoke all on function public.list_orders(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_orders(jsonb, text, integer) to authenticated;
