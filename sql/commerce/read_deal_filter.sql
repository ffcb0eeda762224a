-- requires: sql/commerce/deal_filter.sql sql/platform/read_filter.sql
create or replace function private.read_deal_filter(filter jsonb, more jsonb)
returns private.deal_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{
      "domain_ids": "uuids",
      "platform_user_id": "uuid",
      "token_id": "uuid",
      "order_types": {"some_of": ["market", "dca", "limit", "twap", "vwap", "custom"]},
      "side": ["buy", "sell"],
      "from": "time",
      "to": "time"
    }'::jsonb || more
  );
begin
  return jsonb_populate_record(null::private.deal_filter, given);
end;
$$;

comment on function private.read_deal_filter(jsonb, jsonb) is
'The filter of a list of orders or transactions with its types. more: the shapes of the keys that only one of the two has. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_deal_filter(jsonb, jsonb) from public, anon, authenticated, service_role;
