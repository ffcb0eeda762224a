-- requires: sql/commerce/find_trade_quote.sql sql/commerce/fee_before_discount.sql sql/commerce/round_half_even.sql
-- What was charged is what the platform says; the quote says what was due, and by which rule.
create or replace function private.charge_trade(trade public.transactions)
returns public.fee_charges
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  charge public.fee_charges;
  quote jsonb;
  terms private.fee_terms;
begin
  select c.* into charge from public.fee_charges as c
  where c.domain_id = trade.domain_id and c.transaction_id = trade.id;
  quote := private.find_trade_quote(trade, charge);
  terms := jsonb_populate_record(null::private.fee_terms, quote -> 'terms');
  charge := jsonb_populate_record(charge, to_jsonb(trade) - 'id' || to_jsonb(terms) || jsonb_build_object(
    'id', coalesce(charge.id, private.new_id()), 'created_at', coalesce(charge.created_at, now()), 'updated_at', now(),
    'transaction_id', trade.id, 'order_id', quote -> 'order_id', 'asset', trade.fee_asset,
    'discount_ppm', coalesce(terms.discount_ppm, 0),
    'platform_rate_ppm', jsonb_path_query_first(
      quote, '$.terms.candidates[*] ? (@.kind == "rule" && @.specificity == 0).rate_ppm'
    )
  ));
  charge.gross_minor := private.fee_before_discount(terms, trade.fee_minor, trade.fee_asset);
  charge.discount_minor := charge.gross_minor - charge.fee_minor;
  charge.platform_usd_minor := private.round_half_even(charge.volume_usd_minor * charge.platform_rate_ppm * 0.000001);
  charge.due_usd_minor := private.round_half_even(
    charge.volume_usd_minor * charge.rate_ppm * 0.000001 * (1000000 - charge.discount_ppm) * 0.000001
  );
  charge.usd_minor := coalesce(trade.fee_usd_minor, case when charge.fee_minor = 0 then 0 else charge.due_usd_minor end);
  -- Of an order every rule that was considered stands there.
  charge.explain := case quote ->> 'quoted' when 'order' then quote #- '{terms,candidates}' else quote end;
  return charge;
end;
$$;

comment on function private.charge_trade(public.transactions) is
'The charge of a confirmed transaction, before it is split.';
revoke all on function private.charge_trade(public.transactions) from public, anon, authenticated, service_role;
