-- requires: sql/commerce/trade_entry.sql sql/commerce/trade_fault.sql sql/engagement/resolve_sites.sql
-- requires: sql/platform/bad_input.sql
create or replace function private.read_trades(entries jsonb)
returns private.trade_entry []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  sites constant jsonb := private.resolve_sites(entries);
  broken record;
begin
  select listed.place - 1 as place, private.trade_fault(listed.entry, sites) as fault into broken
  from jsonb_array_elements(entries) with ordinality as listed (entry, place)
  where private.trade_fault(listed.entry, sites) is not null
  order by listed.place
  limit 1;
  if found then
    perform private.bad_input(
      format('entries[%s]%s', broken.place, split_part(broken.fault, ': ', 1)),
      split_part(broken.fault, ': ', 2) || '; nothing of this batch was stored'
    );
  end if;
  return array(
    select
      row(
        (sites ->> (e.entry ->> 'site_domain'))::uuid, e.entry ->> 'kind', (e.entry ->> 'at')::timestamptz,
        md5(e.entry::text)::uuid,
        case e.entry ->> 'kind' when 'user' then e.entry ->> 'external_id' else e.entry ->> 'user' end,
        coalesce(e.entry ->> 'chain', e.entry #>> '{token,chain}'),
        coalesce(e.entry ->> 'address', e.entry #>> '{token,address}'),
        e.entry
      )::private.trade_entry
    from jsonb_array_elements(entries) as e (entry)
  );
end;
$$;

comment on function private.read_trades(jsonb) is
'The batch as typed rows, all of its entries well formed, or 22023 that names the first that is not.';
revoke all on function private.read_trades(jsonb) from public, anon, authenticated, service_role;
