create or replace function public.volume_by_token(
  filter jsonb default '{}',
  time_zone text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, token_id uuid, chain text, address text, symbol text,
  transactions bigint, volume_usd_minor numeric, amount_minor numeric, share numeric
)
language plpgsql
stable
security definer -- definer: the rollups are readable by nobody
rows 50
set search_path = ''
as $$
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
    group by counted.key
    order by sum(counted.volume) desc, counted.key
    limit page_size
  ) as listed
  cross join unnest(tenants) as tenant (id)
  inner join public.tokens as token on tenant.id = token.domain_id and listed.id = token.id
  order by listed.volume desc, token.id;
end;
$$;

comment on function public.volume_by_token(jsonb, text, integer) is
'What was traded of each token in the window, those of most volume first: confirmed transactions, volume_usd_minor (worth in US cents when they happened), amount_minor (minor units of the token) and share of the volume of all. filter, time_zone: as transaction_stats. page_size: 1 to 500. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED; P0002 NOT_FOUND of the cycle. Example: {"filter": {"from": "2026-10-01T00:00:00Z"}, "page_size": 10}';

revoke all on function public.volume_by_token(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.volume_by_token(jsonb, text, integer) to authenticated;
