-- requires: sql/commerce/fee_history_filter.sql sql/platform/read_filter.sql sql/platform/bad_input.sql
create or replace function private.read_fee_history(filter jsonb)
returns private.fee_history_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(filter, '{
    "domain_ids": "uuids", "kind": ["rule", "promotion"], "is_platform": "boolean", "from": "time", "to": "time"
  }');
  wanted private.fee_history_filter := jsonb_populate_record(null::private.fee_history_filter, given);
begin
  if (given ->> 'from')::timestamptz >= (given ->> 'to')::timestamptz then
    perform private.bad_input('filter.to', 'must be after filter.from');
  end if;
  if given ?| '{from,to}' then
    wanted.held := tstzrange((given ->> 'from')::timestamptz, (given ->> 'to')::timestamptz);
  end if;
  return wanted;
end;
$$;

comment on function private.read_fee_history(jsonb) is
'The filter of fee_history() with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_fee_history(jsonb) from public, anon, authenticated, service_role;
