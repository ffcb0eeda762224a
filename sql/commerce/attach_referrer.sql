-- requires: sql/commerce/platform_users.sql sql/platform/fail.sql
-- One at a time in a domain: two who bring each other at once would not see the ring that they close.
create or replace function private.attach_referrer(domain_id uuid, platform_user_id uuid, referrer_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  present uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('referrers of ' || domain_id, 0));
  select u.referrer_id into present from public.platform_users as u
  where u.domain_id = attach_referrer.domain_id and u.id = attach_referrer.platform_user_id;
  if present = attach_referrer.referrer_id then
    return;
  elsif present is not null then
    perform private.fail('PT409', 'REFERRER_FIXED', 'somebody else has brought this user, which is final');
  end if;
  if exists (
    with recursive line (id) as (
      select attach_referrer.referrer_id
      union
      select u.referrer_id from public.platform_users as u
      inner join line on u.id = line.id
      where u.domain_id = attach_referrer.domain_id
    )
    select from line where line.id = attach_referrer.platform_user_id
  ) then
    perform private.fail('PT409', 'REFERRAL_CYCLE', 'nobody brings himself, or one of those who brought him');
  end if;
  update public.platform_users as u set referrer_id = attach_referrer.referrer_id, referred_at = now()
  where u.domain_id = attach_referrer.domain_id and u.id = attach_referrer.platform_user_id;
end;
$$;

comment on function private.attach_referrer(uuid, uuid, uuid) is
'Notes who brought a user to the platform, once and for all; the same again does nothing. Raises PT409 REFERRER_FIXED, REFERRAL_CYCLE.';
revoke all on function private.attach_referrer(uuid, uuid, uuid) from public, anon, authenticated, service_role;
