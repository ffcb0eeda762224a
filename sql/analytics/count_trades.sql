-- requires: sql/analytics/count_type_blocks.sql sql/analytics/count_fee_blocks.sql
-- requires: sql/analytics/count_token_blocks.sql sql/analytics/count_found_trades.sql
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
  cells constant smallint [] := private.wanted_trade_cells(wanted);
  is_of_token constant boolean := is_by_token or (wanted).token_id is not null;
  part constant text := case
    when (wanted).token_id is not null then 'token' when (wanted).provider is not null then 'provider'
    when (wanted).cohort_id is not null then 'cohort' else 'all'
  end;
  key constant text := coalesce((wanted).token_id::text, (wanted).provider, (wanted).cohort_id::text, '');
begin
  if is_of_token::integer + num_nonnulls((wanted).provider, (wanted).cohort_id) > 1 then
    return query
    select found.* from private.count_found_trades(wanted, domain_ids, marks, cells, is_by_token) as found
    where found.cell % 192 / 48 = 1 or not (is_by_token or has_fees);
  elsif is_by_token then
    return query select * from private.count_token_blocks(domain_ids, marks, (wanted).token_id::text, cells);
  elsif has_fees then
    return query select * from private.count_fee_blocks(domain_ids, marks, part, key, cells);
  else
    return query select * from private.count_type_blocks(domain_ids, marks, part, key, cells);
  end if;
end;
$$;

comment on function private.count_trades(private.trade_filter, uuid [], timestamptz [], boolean, boolean) is
'The trades that the filter means from each mark to the next, and by token where that is asked for (key). A cell stands for all of the same status and order type; with fees, where only confirmed trades count, for all with as many above the user (cell % 4); by token for all confirmed ones.';

revoke all on function private.count_trades(private.trade_filter, uuid [], timestamptz [], boolean, boolean)
from public, anon, authenticated, service_role;
