-- requires: sql/platform/is_text.sql sql/platform/is_minor_amount.sql sql/platform/is_zoned_time.sql
create or replace function private.trade_deal_fault(entry jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
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
$$;

comment on function private.trade_deal_fault(jsonb) is
'What is wrong with an entry on an order or transaction, with the field (.side: ...); null where nothing is.';
revoke all on function private.trade_deal_fault(jsonb) from public, anon, authenticated, service_role;
