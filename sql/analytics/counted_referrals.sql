-- requires: sql/commerce/platform_users.sql
create or replace view private.counted_referrals
with (security_invoker = on) as
with line as not materialized ( -- Each is looked up by whom is asked for.
  select
    brought.domain_id,
    brought.id as platform_user_id,
    brought.referrer_id,
    coalesce(brought.referred_at, brought.joined_at) as referred_at
  from public.platform_users as brought
  where brought.referrer_id is not null
)

select
  own.domain_id,
  own.platform_user_id,
  1 as level,
  own.referrer_id as ancestor_id,
  own.referred_at
from line as own
union all
select
  own.domain_id,
  own.platform_user_id,
  2 as level,
  parent.referrer_id as ancestor_id,
  greatest(own.referred_at, parent.referred_at) as referred_at
from line as own
inner join line as parent on own.domain_id = parent.domain_id and own.referrer_id = parent.platform_user_id
union all
select
  own.domain_id,
  own.platform_user_id,
  3 as level,
  grandparent.referrer_id as ancestor_id,
  greatest(own.referred_at, parent.referred_at, grandparent.referred_at) as referred_at
from line as own
inner join line as parent on own.domain_id = parent.domain_id and own.referrer_id = parent.platform_user_id
inner join line as grandparent
  on parent.domain_id = grandparent.domain_id and parent.referrer_id = grandparent.platform_user_id;

comment on view private.counted_referrals is
'The fact "was brought": a user and somebody up to 3 levels above, since both ends of the line were there. Metrics read it and no other.';

revoke all on private.counted_referrals from public, anon, authenticated, service_role;
