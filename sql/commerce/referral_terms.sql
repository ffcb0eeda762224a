-- requires: sql/commerce/commission_terms.sql
-- The one place where fees ask about referrals. Most users were brought by nobody, so that comes first.
create or replace function private.referral_terms(
  domain_id uuid,
  platform_user_id uuid,
  at timestamptz,
  out discount_ppm integer,
  out programme public.referral_programmes,
  out referrers uuid []
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  discount_ppm := 0;
  referrers := private.list_referrers(domain_id, platform_user_id, at);
  if referrers = '{}' then
    return;
  end if;
  programme := private.find_programme(domain_id, at);
  referrers := coalesce(referrers[1:programme.levels], '{}');
  if programme.live_during @> at then
    discount_ppm := programme.discount_ppm;
  end if;
end;
$$;

comment on function private.referral_terms(uuid, uuid, timestamptz) is
'What referrals change about a user''s fee at that time: the discount, in millionths, and the programme and those who brought the user, who earn by it; none where no programme ran.';
revoke all on function private.referral_terms(uuid, uuid, timestamptz) from public, anon, authenticated, service_role;
