create or replace function public.claim_commissions(domain_id uuid, platform_user_id uuid, idempotency_key text)
returns setof public.commission_payouts
language plpgsql
volatile
security definer -- definer: nobody holds insert on commission_payouts
rows 2
set search_path = ''
as $$
#variable_conflict use_variable
declare
  hold text;
begin
  if length(btrim(idempotency_key)) between 1 and 200 is not true then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  -- Of two claims at once the second one waits, and finds nothing left.
  perform private.lock_platform_user(domain_id, platform_user_id);
  hold := private.payout_hold(domain_id, platform_user_id);
  if hold is not null then
    perform private.fail('PT409', 'PAYOUT_HELD', 'nothing is paid out to this user now: ' || hold);
  end if;
  if not exists (
    select from public.commission_payouts as p
    where p.domain_id = domain_id and p.platform_user_id = platform_user_id and p.idempotency_key = idempotency_key
  ) then
    perform private.pay_commissions(domain_id, platform_user_id, idempotency_key);
  end if;
  return query
  select p.* from public.commission_payouts as p
  where p.domain_id = domain_id and p.platform_user_id = platform_user_id and p.idempotency_key = idempotency_key
  order by p.asset;
end;
$$;

comment on function public.claim_commissions(uuid, uuid, text) is
'A user of the platform claims the commissions that can be claimed now: one payout for each asset, none where there is nothing. The same key again returns the same. Only with the secret key: the platform calls for its user, and pays. '
'Errors: 22023 INVALID_INPUT; P0002 NOT_FOUND of the user; PT409 PAYOUT_HELD.';
revoke all on function public.claim_commissions(uuid, uuid, text) from public, anon, authenticated;
grant execute on function public.claim_commissions(uuid, uuid, text) to service_role;
