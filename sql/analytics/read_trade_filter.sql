-- requires: sql/analytics/trade_filter.sql sql/platform/read_filter.sql
create or replace function private.read_trade_filter(filter jsonb)
returns private.trade_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_populate_record(null::private.trade_filter, private.read_filter(
    filter,
    '{
      "from": "time",
      "to": "time",
      "domain_ids": "uuids",
      "order_types": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]},
      "side": ["buy", "sell"],
      "token_id": "uuid",
      "provider": "text",
      "cohort_id": "uuid",
      "is_referred": "boolean",
      "venue": ["web", "mobile", "unknown"],
      "cycle_id": "uuid"
    }'
  ));
end;
$$;

comment on function private.read_trade_filter(jsonb) is
'The filter with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_trade_filter(jsonb) from public, anon, authenticated, service_role;
