create or replace function public.user_360(domain_id uuid, platform_user_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: row security would ask for the permissions of each of its tables
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
declare
  held constant text [] := private.permitted_in(domain_id, '{platform_users.view,cohorts.view,fees.view,tickets.view}');
  trader public.platform_users;
begin
  select u.* into trader from public.platform_users as u
  where 'platform_users.view' = any(held) and u.domain_id = user_360.domain_id and u.id = user_360.platform_user_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  return jsonb_build_object(
    'user', to_jsonb(trader) - '{told_at,told_by}'::text [],
    'referrer', (
      select jsonb_build_object('id', u.id, 'external_id', u.external_id, 'tag', u.tag)
      from public.platform_users as u
      where u.domain_id = trader.domain_id and u.id = trader.referrer_id
    ),
    'referrals', (
      select count(*) from (
        select from public.platform_users as u
        where u.domain_id = trader.domain_id and u.referrer_id = trader.id
        limit 1000
      ) as brought
    ),
    'timeline', coalesce((
      select jsonb_agg(to_jsonb(t)) from public.user_timeline(trader.domain_id, trader.id, null, 20) as t
    ), '[]')
  )
  || case when 'cohorts.view' = any(held) then private.user_groups(trader) else '{}' end
  -- For an order of which nothing else is known.
  || case when 'fees.view' = any(held) then jsonb_build_object(
    'fee', private.freeze_fee(row(trader.domain_id, trader.id, null, null, null, null, now()))
  ) else '{}' end
  || case when 'tickets.view' = any(held) then jsonb_build_object('open_tickets', (
    select count(*) from public.tickets as t
    inner join public.ticket_statuses as s on s.key = t.status and s.is_open
    where t.domain_id = trader.domain_id and t.platform_user_id = trader.id
  )) else '{}' end;
end;
$$;

comment on function public.user_360(uuid, uuid) is
'One user of a platform as {user, referrer, referrals (how many he brought, 1000 at most), timeline (the newest 20 entries of user_timeline(), each with a cursor for what follows)}; with cohorts.view also cohorts (in which he is now) and invite_codes (his own), with fees.view fee (what he would be charged now, without regard to token, type and provider, with every rule that was considered; null: the platform has no fee), with tickets.view open_tickets (how many are about him). '
'Needs platform_users.view. Errors: P0002 NOT_FOUND when the user is not there or not visible.';
revoke all on function public.user_360(uuid, uuid) from public, anon, service_role;
grant execute on function public.user_360(uuid, uuid) to authenticated;
