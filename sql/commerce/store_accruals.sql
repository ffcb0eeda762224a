-- requires: sql/commerce/commission_accruals.sql
-- What was claimed stays as it is, whatever becomes of the trade.
create or replace function private.store_accruals(
  trades public.transactions [], accruals public.commission_accruals []
)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  stored uuid [];
begin
  with fresh as (
    insert into public.commission_accruals as known
    select a.* from unnest(accruals) as a
    on conflict (domain_id, transaction_id, level) do update
    set (
      platform_user_id, beneficiary_id, programme_id, rule_id, rate_ppm, base_minor, amount_minor, asset, usd_minor,
      occurred_at, claimable_at, state, reason, updated_at
    ) = (
      excluded.platform_user_id, excluded.beneficiary_id, excluded.programme_id, excluded.rule_id, excluded.rate_ppm,
      excluded.base_minor, excluded.amount_minor, excluded.asset, excluded.usd_minor, excluded.occurred_at,
      excluded.claimable_at, excluded.state, excluded.reason, excluded.updated_at
    )
    where known.state <> 'claimed'
    returning known.id
  )
  select array_agg(f.id) into stored from fresh as f;
  update public.commission_accruals as a
  set state = 'void', updated_at = now(),
    reason = case t.status when 'confirmed' then 'TRADE_CHANGED' else 'TRADE_REVERTED' end
  from unnest(trades) as t
  where a.domain_id = t.domain_id and a.transaction_id = t.id and a.state = 'accrued'
    and a.id <> all(coalesce(stored, '{}'));
end;
$$;

comment on function private.store_accruals(public.transactions [], public.commission_accruals []) is
'Stores what these trades earn for others, in place of what they earned before; of trades that are not confirmed that is void.';
revoke all on function private.store_accruals(public.transactions [], public.commission_accruals [])
from public, anon, authenticated, service_role;
