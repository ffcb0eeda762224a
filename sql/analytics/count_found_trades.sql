-- requires: sql/analytics/counted_trades.sql sql/analytics/trade_cells.sql sql/analytics/trade_filter.sql
-- requires: sql/analytics/trade_count.sql sql/commerce/cohort_members.sql sql/identity/domains.sql
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
$$;

comment on function private.count_found_trades(private.trade_filter, uuid [], timestamptz [], smallint [], boolean) is
'What private.count_trades counts for a filter that crosses two of token, provider and cohort, which the rollup keeps apart: from the trades themselves, cell by cell.';

revoke all on function private.count_found_trades(private.trade_filter, uuid [], timestamptz [], smallint [], boolean)
from public, anon, authenticated, service_role;
