-- requires: sql/commerce/commission_filter.sql sql/platform/read_filter.sql
create or replace function private.read_commission_filter(filter jsonb, more jsonb)
returns private.commission_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{"domain_ids": "uuids", "platform_user_id": "uuid", "asset": "text", "from": "time", "to": "time"}'::jsonb || more
  );
begin
  return jsonb_populate_record(null::private.commission_filter, given);
end;
$$;

comment on function private.read_commission_filter(jsonb, jsonb) is
'The filter of a list of commissions with its types. more: the shapes of the keys that only this list has. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_commission_filter(jsonb, jsonb) from public, anon, authenticated, service_role;
