-- The ids of domains are read as they were tried, and not by a type that is of other lists.
set local check_function_bodies = off;

create or replace function public.list_tokens(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    chain text,
    address text,
    symbol text,
    decimals integer,
    provider text,
    created_at timestamp with time zone,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  set jit to 'off'
  as $function$
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
$function$;
