create or replace function public.list_tokens(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, chain text, address text, symbol text, decimals integer, provider text,
  created_at timestamptz, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use.
set jit = off
as $$
declare
  wanted constant jsonb := private.read_filter(
    filter, '{"domain_ids": "uuids", "chain": "text", "symbol": "text", "provider": "text"}'
  );
  -- As read_filter() has tried it: null stays null, and asks for all.
  mine constant uuid [] := private.permitted_domains(
    'tokens.view', translate(wanted ->> 'domain_ids', '[]', '{}')::uuid []
  );
  wanted_chain constant text := wanted ->> 'chain';
  wanted_symbol constant text := lower(wanted ->> 'symbol');
  wanted_provider constant text := wanted ->> 'provider';
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('tokens', after);
  return query
  select
    page.domain_id, page.id, page.chain, page.address, page.symbol, page.decimals, page.provider, page.created_at,
    private.make_time_cursor('tokens', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select t.* from public.tokens as t
    where
      t.domain_id = tenant.id
      and (wanted_chain is null or t.chain = wanted_chain)
      and (wanted_symbol is null or lower(t.symbol) = wanted_symbol)
      and (wanted_provider is null or t.provider = wanted_provider)
      and (after is null or (t.created_at, t.id, t.domain_id) < (place.at, place.id, place.domain_id))
    order by t.created_at desc, t.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_tokens(jsonb, text, integer) is
'Tokens, those that were told of last first. filter: domain_ids (null: all mine), chain, symbol (whatever its case), provider. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs tokens.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. '
'Example: {"filter": {"provider": "raydium"}, "page_size": 20}';
revoke all on function public.list_tokens(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_tokens(jsonb, text, integer) to authenticated;
