-- requires: sql/commerce/referral_standings.sql sql/commerce/fee_charges.sql
create or replace function private.measure_standing(
  programme public.referral_programmes, platform_user_id uuid, on_day date
)
returns private.referral_standings
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  until constant timestamptz := on_day::timestamp at time zone 'UTC';
  since constant timestamptz := until - make_interval(days => programme.window_days);
  standing private.referral_standings;
begin
  select s.* into standing from private.referral_standings as s
  where s.domain_id = programme.domain_id and s.platform_user_id = measure_standing.platform_user_id
    and s.programme_id = programme.id and s.on_day = measure_standing.on_day;
  if found then
    return standing;
  end if;
  with recursive network (level, id) as (
    select 0, measure_standing.platform_user_id
    union all
    select above.level + 1, u.id from network as above
    inner join public.platform_users as u on u.referrer_id = above.id and u.domain_id = programme.domain_id
    where above.level < programme.levels
  )
  select
    programme.domain_id, programme.id, measure_standing.platform_user_id, measure_standing.on_day,
    coalesce(sum(c.volume_usd_minor) filter (where n.level = 1), 0),
    coalesce(sum(c.volume_usd_minor) filter (where n.level > 0), 0),
    coalesce(sum(c.volume_usd_minor) filter (where n.level = 0), 0)
  into standing
  from network as n
  inner join public.fee_charges as c on c.domain_id = programme.domain_id and n.id = c.platform_user_id
  where c.occurred_at >= since and c.occurred_at < until;
  return standing;
end;
$$;

comment on function private.measure_standing(public.referral_programmes, uuid, date) is
'The volume that counts for whoever brings users on a day: as it is kept, or else as it is now.';
revoke all on function private.measure_standing(public.referral_programmes, uuid, date)
from public, anon, authenticated, service_role;
