create or replace function public.ingest_trades(entries jsonb)
returns jsonb
language plpgsql
volatile
security definer -- definer: the platform's key may tell of trades and write these tables in no other way
set search_path = ''
set enable_seqscan = off -- Every step looks up keys; a plan made while the tables were small would scan them.
set plan_cache_mode = force_generic_plan -- Planning the steps anew costs more than one entry.
set jit = off
as $$
declare
  batch private.trade_entry [];
  part record;
  stored jsonb;
  trades public.transactions [];
begin
  perform private.check_batch('entries', entries);
  batch := private.read_trades(entries);
  stored := jsonb_build_object(
    'users', private.store_platform_users(batch), 'tokens', private.store_tokens(batch)
  );
  -- Only now, as these look up the users and tokens.
  stored := stored || jsonb_build_object('orders', private.store_orders(batch));
  trades := private.store_transactions(batch);
  stored := stored || jsonb_build_object('transactions', cardinality(trades));
  perform private.settle_fees(trades || private.freeze_order_fees(batch));
  if stored @> '{"users": 0, "tokens": 0, "orders": 0, "transactions": 0}' then
    return stored;
  end if;
  for part in
    select e.domain_id, count(*) as entries from unnest(batch) as e group by e.domain_id order by e.domain_id
  loop
    perform private.audit_event(
      'ingest', 'transactions', null, part.domain_id, jsonb_build_object('entries', part.entries)
    );
  end loop;
  return stored;
end;
$$;

comment on function public.ingest_trades(jsonb) is
'Stores up to 1000 entries on users, tokens, orders and transactions in one transaction: all of them, or none and 22023 with the index and field of the first malformed one. The same entries again change nothing, and neither order nor split of batches matters: of what is said of one thing the newest entry wins, by at. See docs/trading.md. Returns how many rows of users, tokens, orders and transactions it changed. '
'Errors: 22023 INVALID_INPUT, BATCH_TOO_LARGE.';
revoke all on function public.ingest_trades(jsonb) from public, anon, authenticated;
grant execute on function public.ingest_trades(jsonb) to service_role;
