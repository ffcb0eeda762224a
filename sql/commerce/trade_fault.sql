-- requires: sql/commerce/trade_subject_fault.sql sql/commerce/trade_deal_fault.sql
create or replace function private.trade_fault(entry jsonb, sites jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(entry) <> 'object' then ': must be an object'
    when (sites ->> (entry ->> 'site_domain')) is null then '.site_domain: is no known site'
    when not private.is_zoned_time(entry ->> 'at') then '.at: must be a time with its zone'
    -- What claims to be said later than now would win over all that is said until then.
    when (entry ->> 'at')::timestamptz > now() + interval '5 minutes' then '.at: lies in the future'
    when entry ->> 'kind' in ('user', 'token') then private.trade_subject_fault(entry)
    when entry ->> 'kind' in ('order', 'transaction') then private.trade_deal_fault(entry)
    else '.kind: must be user, token, order or transaction'
  end;
end;
$$;

comment on function private.trade_fault(jsonb, jsonb) is
'What is wrong with an entry of ingest_trades(), with the field (.kind: ...); null where nothing is. sites maps names to domain ids.';
revoke all on function private.trade_fault(jsonb, jsonb) from public, anon, authenticated, service_role;
