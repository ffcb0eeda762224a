-- requires: sql/commerce/platform_users.sql
create or replace function private.risk_bursts(domain_id uuid)
returns table (platform_user_id uuid, signal text, value numeric)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  with brought as materialized (
    select u.id, u.referrer_id, count(*) over (
      partition by u.referrer_id order by u.joined_at
      range between interval '30 minutes' preceding and interval '30 minutes' following
    ) as together
    from public.platform_users as u
    where u.domain_id = risk_bursts.domain_id and u.referrer_id is not null
  )
  select b.id, 'referral_burst', b.together::numeric from brought as b
  union all
  select b.referrer_id, 'referral_burst', max(b.together)::numeric from brought as b group by 1;
end;
$$;

comment on function private.risk_bursts(uuid) is
'Signal referral_burst: how many users joined through the same user within half an hour of this one; for whoever brought them, the most.';
revoke all on function private.risk_bursts(uuid) from public, anon, authenticated, service_role;
