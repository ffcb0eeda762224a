-- requires: sql/commerce/has_risk_hold.sql
-- The one place where claims ask whether they may be paid out.
create or replace function private.payout_hold(domain_id uuid, platform_user_id uuid)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select case
      when u.status = 'deleted' then 'the user is deleted'
      when private.has_risk_hold(u.domain_id, u.id) then 'somebody has to look at a suspicion'
    end
    from public.platform_users as u
    where u.domain_id = payout_hold.domain_id and u.id = payout_hold.platform_user_id
  );
end;
$$;

comment on function private.payout_hold(uuid, uuid) is 'Why nothing is paid out to the user now; null: nothing is in the way.';
revoke all on function private.payout_hold(uuid, uuid) from public, anon, authenticated, service_role;
