-- requires: sql/commerce/transactions.sql sql/commerce/platform_users.sql
create or replace function private.risk_lockstep(domain_id uuid, since timestamptz)
returns table (platform_user_id uuid, signal text, value numeric)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  with alike as materialized (
    select u.referrer_id, array_agg(distinct u.id) as users
    from public.transactions as t
    inner join public.platform_users as u on u.domain_id = t.domain_id and u.id = t.platform_user_id
    where t.domain_id = risk_lockstep.domain_id and t.status = 'confirmed' and t.occurred_at >= since
      and u.referrer_id is not null
    group by u.referrer_id, t.token_id, t.side, t.volume_usd_minor, date_trunc('hour', t.occurred_at, 'UTC')
    having count(distinct u.id) > 1
  )
  select member.id, 'lockstep', max(cardinality(a.users))::numeric
  from alike as a
  cross join unnest(a.users || a.referrer_id) as member (id)
  group by member.id;
end;
$$;

comment on function private.risk_lockstep(uuid, timestamptz) is
'Signal lockstep: how many users that came through the same user made the same trade in the same hour, token, side and value alike; for whoever brought them too.';
revoke all on function private.risk_lockstep(uuid, timestamptz) from public, anon, authenticated, service_role;
