-- requires: sql/commerce/risk_identities.sql
-- A tree has everybody whom one user brought, directly or not: a ring may be a star or a chain.
create or replace function private.risk_shared(domain_id uuid)
returns table (platform_user_id uuid, signal text, value numeric)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  with recursive tree as (
    select u.id, u.id as root_id from public.platform_users as u
    where u.domain_id = risk_shared.domain_id and u.referrer_id is null
    union all
    select u.id, above.root_id from tree as above
    inner join public.platform_users as u on u.domain_id = risk_shared.domain_id and u.referrer_id = above.id
  ), marked as materialized (
    select i.platform_user_id, i.kind, i.mark, t.root_id,
      count(*) over (partition by i.kind, i.mark) as holders,
      count(*) over (partition by i.kind, i.mark, t.root_id) as in_tree
    from private.risk_identities(risk_shared.domain_id) as i
    inner join tree as t on i.platform_user_id = t.id
  )
  select m.platform_user_id, 'shared_' || m.kind, max(m.holders)::numeric
  from marked as m where m.holders > 1 group by 1, 2
  union all
  select m.platform_user_id, 'referral_ring', max(m.in_tree)::numeric
  from marked as m where m.in_tree > 1 group by 1;
end;
$$;

comment on function private.risk_shared(uuid) is
'Signals shared_wallet and shared_mailbox: how many users hold the same. referral_ring: how many of these came through one another or through one user.';
revoke all on function private.risk_shared(uuid) from public, anon, authenticated, service_role;
