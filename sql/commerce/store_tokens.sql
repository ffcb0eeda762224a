-- requires: sql/commerce/trade_entry.sql sql/commerce/tokens.sql
create or replace function private.store_tokens(batch private.trade_entry [])
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  changed bigint;
begin
  insert into public.tokens as known (
    domain_id, chain, address, symbol, decimals, provider, told_at, told_by
  )
  select distinct on (e.domain_id, e.chain, e.address)
    e.domain_id, e.chain, e.address, told.symbol, told.decimals, told.provider,
    case e.kind when 'token' then e.told_at end, case e.kind when 'token' then e.told_by end
  from unnest(batch) as e
  left join lateral jsonb_to_record(e.facts) as told (symbol text, decimals integer, provider text)
    on e.kind = 'token'
  where e.chain is not null
  order by e.domain_id, e.chain, e.address, e.kind = 'token' desc, e.told_at desc, e.told_by desc
  on conflict (domain_id, chain, address) do update
  set
    symbol = excluded.symbol, decimals = excluded.decimals, provider = excluded.provider,
    told_at = excluded.told_at, told_by = excluded.told_by, updated_at = now()
  where excluded.told_at is not null
    and (known.told_at is null or (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by));
  get diagnostics changed = row_count;
  return changed;
end;
$$;

comment on function private.store_tokens(private.trade_entry []) is
'Creates the tokens that the batch names, or stores what it tells of them; returns how many rows it changed.';
revoke all on function private.store_tokens(private.trade_entry []) from public, anon, authenticated, service_role;
