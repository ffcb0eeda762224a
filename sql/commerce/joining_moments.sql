-- requires: sql/commerce/user_moment.sql sql/commerce/cohort_members.sql sql/commerce/invite_redemptions.sql
create or replace function private.joining_moments(
  trader public.platform_users,
  held text [],
  place_at timestamptz,
  place_id uuid,
  page_size integer
)
returns setof private.user_moment
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
begin
  return query
  select 'joined', trader.id, trader.joined_at, jsonb_build_object('referrer_id', trader.referrer_id)
  where (trader.joined_at, trader.id) < (place_at, place_id)
  union all
  (
    select 'referral', u.id, u.joined_at, jsonb_build_object('external_id', u.external_id, 'tag', u.tag)
    from public.platform_users as u
    where u.domain_id = trader.domain_id and u.referrer_id = trader.id
      and (u.joined_at, u.id) < (place_at, place_id)
    order by u.joined_at desc, u.id desc
    limit page_size
  )
  union all
  select moment.kind, m.id, moment.at, jsonb_build_object('cohort_id', m.cohort_id, 'name', c.name)
  from public.cohort_members as m
  inner join public.cohorts as c on m.domain_id = c.domain_id and m.cohort_id = c.id
  cross join lateral (
    values ('cohort_entered', lower(m.valid)), ('cohort_left', upper(m.valid))
  ) as moment (kind, at)
  where 'cohorts.view' = any(held) and m.domain_id = trader.domain_id and m.platform_user_id = trader.id
    and moment.at <= now() and (moment.at, m.id) < (place_at, place_id)
  union all
  select 'invite_code', r.id, r.redeemed_at, jsonb_build_object('code', c.code)
  from public.invite_redemptions as r
  inner join public.invite_codes as c on r.domain_id = c.domain_id and r.invite_code_id = c.id
  where 'cohorts.view' = any(held) and r.domain_id = trader.domain_id and r.platform_user_id = trader.id
    and (r.redeemed_at, r.id) < (place_at, place_id);
end;
$$;

comment on function private.joining_moments(public.platform_users, text [], timestamptz, uuid, integer) is
'When a user joined, whom he brought, which cohorts he entered and left, and which invite codes he redeemed, before a place. held: the permissions of the caller in the domain.';
revoke all on function private.joining_moments(public.platform_users, text [], timestamptz, uuid, integer)
from public, anon, authenticated, service_role;
