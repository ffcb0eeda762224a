-- How a text that was typed becomes a pattern stood in two places.
set local check_function_bodies = off;

create or replace function private.begins_with(
  word text
)
  returns text
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  as $function$
begin
  return regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%';
end;
$function$;

create or replace function private.find_trades_named(
  order_domains uuid[],
  transaction_domains uuid[],
  token_domains uuid[],
  name text,
  most integer
)
  returns setof private.search_hit
  language plpgsql
  stable
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  set jit to 'off'
  as $function$
declare
  low constant text := lower(name);
  beginning constant text := private.begins_with(low);
begin
  return query
  select 'order', o.domain_id, o.id, o.external_id, o.order_type || ' ' || o.side || ', ' || o.status, 'external_id', true
  from unnest(order_domains) as tenant (id)
  inner join public.orders as o on o.domain_id = tenant.id and o.external_id = name
  union all
  -- With its chain or without.
  select 'transaction', t.domain_id, t.id, t.chain_ref, t.order_type || ' ' || t.side || ', ' || t.status, 'chain_ref', true
  from unnest(transaction_domains) as tenant (id)
  cross join lateral unnest(array[name] || array(
    select c.chain || ':' || name from unnest(private.chains_of(tenant.id)) as c (chain)
  )) as written (chain_ref)
  inner join public.transactions as t on t.domain_id = tenant.id and t.chain_ref = written.chain_ref
  union all
  select 'token', k.domain_id, k.id, coalesce(k.symbol, k.address), k.chain || ', ' || k.address, k.matched, k.is_exact
  from unnest(token_domains) as tenant (id)
  cross join lateral (
    (
      select s.*, 'symbol' as matched, lower(s.symbol) = low as is_exact from public.tokens as s
      where s.domain_id = tenant.id and lower(s.symbol) like beginning
      order by lower(s.symbol) using ~<~ limit most
    )
    union all
    select a.*, 'address', true from unnest(private.chains_of(tenant.id)) as c (chain)
    inner join public.tokens as a on a.domain_id = tenant.id and a.chain = c.chain and a.address = name
  ) as k;
end;
$function$;

create or replace function private.find_users_named(
  mine uuid[],
  code_domains uuid[],
  name text,
  most integer
)
  returns setof private.search_hit
  language plpgsql
  stable
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  set jit to 'off'
  as $function$
declare
  low constant text := lower(name);
  beginning constant text := private.begins_with(low);
begin
  return query
  select distinct on (u.domain_id, u.id)
    'user', u.domain_id, u.id, coalesce(u.tag, u.external_id), u.email, found.matched, found.is_exact
  from unnest(mine) as tenant (id)
  cross join lateral (
    (select t.id, 'tag', lower(t.tag) = low from public.platform_users as t
    where t.domain_id = tenant.id and lower(t.tag) like beginning order by lower(t.tag) using ~<~ limit most)
    union all
    (select e.id, 'email', e.email = low from public.platform_users as e
    where e.domain_id = tenant.id and e.email like beginning order by e.email using ~<~ limit most)
    union all
    select x.id, 'external_id', true from public.platform_users as x where x.domain_id = tenant.id and x.external_id = name
    union all
    (select w.id, 'wallet', true from public.platform_users as w
    where w.domain_id = tenant.id and w.wallets @> array[name] limit most)
    union all
    (select who.id, 'invite_code', false from public.invite_codes as c
    cross join lateral (
      select c.owner_user_id
      union all
      select r.platform_user_id from public.invite_redemptions as r
      where r.domain_id = c.domain_id and r.invite_code_id = c.id
    ) as who (id)
    where c.domain_id = tenant.id and c.domain_id = any(code_domains) and lower(c.code) = low limit most)
  ) as found (id, matched, is_exact)
  inner join public.platform_users as u on tenant.id = u.domain_id and found.id = u.id
  order by u.domain_id, u.id, found.is_exact desc, found.matched;
end;
$function$;

comment on function private.begins_with(text) is 'The pattern for like that texts with this beginning fit, and no others.';

revoke all on function private.begins_with(text) from public;

revoke all on function private.begins_with(text) from postgres;

grant execute on function private.begins_with(text) to postgres;
