-- requires: sql/platform/search_hit.sql sql/commerce/invite_redemptions.sql
-- requires: sql/platform/begins_with.sql
-- Each way to name a user has its own index; an `or` of them would be read without any.
create or replace function private.find_users_named(mine uuid [], code_domains uuid [], name text, most integer)
returns setof private.search_hit
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_custom_plan -- The beginning of a word finds its index when it is known.
set jit = off
as $$
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
$$;

comment on function private.find_users_named(uuid [], uuid [], text, integer) is
'Users of these domains by their id at the platform, a wallet, the beginning of tag or e-mail address, or, in code_domains, an invite code that they own or redeemed. most: of each kind, in each domain.';
revoke all on function private.find_users_named(uuid [], uuid [], text, integer)
from public, anon, authenticated, service_role;
