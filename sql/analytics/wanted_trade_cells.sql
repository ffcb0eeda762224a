-- requires: sql/analytics/trade_cells.sql sql/analytics/trade_filter.sql
create or replace function private.wanted_trade_cells(wanted private.trade_filter)
returns smallint []
language plpgsql
stable
security invoker
set search_path = ''
as $$
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
$$;

comment on function private.wanted_trade_cells(private.trade_filter) is
'The cells that the filter asks for, of every status; null: all.';
revoke all on function private.wanted_trade_cells(private.trade_filter) from public, anon, authenticated, service_role;
