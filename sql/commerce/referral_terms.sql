-- requires: sql/platform/default_privileges.sql
-- The one place where fees ask about referrals.
create or replace function private.referral_terms(
  domain_id uuid,
  platform_user_id uuid,
  at timestamptz,
  out discount_ppm integer,
  out commissions_ppm integer []
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  -- No programme of referrals is known yet: nobody has a discount, and nobody earns.
  discount_ppm := 0;
  commissions_ppm := '{}';
end;
$$;

comment on function private.referral_terms(uuid, uuid, timestamptz) is
'What referrals change about a user''s fee: the discount, and what part of the fee goes to each level, in millionths.';
revoke all on function private.referral_terms(uuid, uuid, timestamptz) from public, anon, authenticated, service_role;
