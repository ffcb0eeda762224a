-- With fees and by token only confirmed trades are counted, so the others are not even added up.
set local check_function_bodies = off;

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
  cells smallint [] := private.wanted_trade_cells(wanted);
  is_of_token constant boolean := is_by_token or (wanted).token_id is not null;
begin
  if is_by_token or has_fees then
    cells := array(
      select words.cell from private.trade_cells as words
      where words.status = 'confirmed' and (cells is null or words.cell = any(cells))
    );
  end if;
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

comment on function private.count_trades(private.trade_filter, uuid [], timestamptz [], boolean, boolean) is
'The trades that the filter means from each mark to the next, by cell, and by token where that is asked for (key); fees where has_fees. By token and with fees only confirmed ones: a quarter of the cells, and nobody asks for the others.';

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
    inner join private.trade_cells as words on counted.cell = words.cell
  ) on span.place = counted.place and level.depth <= words.depth
  group by span.place, level.depth;
end;
$$;

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
