create or replace function public.list_transactions(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, chain_ref text, platform_user_id uuid, user_external_id text, token_id uuid,
  token_symbol text, token_decimals integer, order_external_id text, order_type text, side text, amount_minor numeric,
  volume_usd_minor numeric, fee_minor numeric, fee_asset text, status text, venue text,
  occurred_at timestamptz, received_at timestamptz, cursor text
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
    filter, '{
      "order": "text", "status": {"some_of": ["pending", "confirmed", "failed", "reverted"]},
      "venue": ["web", "mobile", "unknown"]
    }'
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
    page.volume_usd_minor, page.fee_minor, page.fee_asset, page.status, page.venue, page.occurred_at,
    page.received_at, private.make_time_cursor('transactions', page.occurred_at, page.id, page.domain_id)
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
        and ((wanted).venue is null or t.venue = (wanted).venue)
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
$$;

comment on function public.list_transactions(jsonb, text, integer) is
'Transactions, newest first. filter: domain_ids (null: all mine), platform_user_id, token_id, order (the platform''s own id of one), order_types (an array), side, status (an array), venue (web, mobile or unknown), from and to (times; from is included, to is not). '
'after: the cursor of the last row of the page before. page_size: 1 to 500. Needs transactions.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. '
'Example: {"filter": {"status": ["confirmed"], "from": "2026-11-01T00:00:00Z"}, "page_size": 20}';
revoke all on function public.list_transactions(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_transactions(jsonb, text, integer) to authenticated;
