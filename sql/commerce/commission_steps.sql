-- requires: sql/commerce/commission_movements.sql
create or replace function private.commission_steps(was public.commission_accruals, fresh public.commission_accruals)
returns setof public.commission_movements
language plpgsql
volatile
security invoker
rows 1
set search_path = ''
as $$
declare
  -- What was owed is owed on the same terms, or has been paid out.
  stands constant boolean := coalesce(was.state, '') = 'accrued' and fresh.state <> 'void'
  and (was.beneficiary_id, was.programme_id, was.rule_id, was.asset, was.amount_minor)
  is not distinct from (fresh.beneficiary_id, fresh.programme_id, fresh.rule_id, fresh.asset, fresh.amount_minor);
begin
  if was.state = 'claimed' then
    return; -- What was claimed stays claimed.
  end if;
  return query
  select
    (step.of).domain_id, private.new_id(), (step.of).beneficiary_id, (step.of).transaction_id, (step.of).level,
    (step.of).programme_id, (step.of).rule_id, case step.kind when 'claimed' then fresh.payout_id end, step.kind,
    (step.of).asset, (step.amount_minor)::numeric(38, 0),
    case when step.kind = 'reversed' then case fresh.state when 'void' then fresh.reason else 'TRADE_CHANGED' end end,
    (step.of).occurred_at, now()
  from (
    values
    ('reversed', was, was.state = 'accrued' and not stands, -was.amount_minor),
    ('accrued', fresh, fresh.state <> 'void' and not stands, fresh.amount_minor),
    ('claimed', fresh, fresh.state = 'claimed', -fresh.amount_minor)
  ) as step (kind, of, happens, amount_minor)
  where step.happens and step.amount_minor <> 0;
end;
$$;

comment on function private.commission_steps(public.commission_accruals, public.commission_accruals) is
'What to book when a commission becomes what it is now. was: before; null: it is new.';
revoke all on function private.commission_steps(public.commission_accruals, public.commission_accruals)
from public, anon, authenticated, service_role;
