-- requires: sql/analytics/count_trade_blocks.sql sql/analytics/count_found_trades.sql
-- requires: sql/analytics/wanted_trade_cells.sql
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

revoke all on function private.count_trades(private.trade_filter, uuid [], timestamptz [], boolean, boolean)
from public, anon, authenticated, service_role;
