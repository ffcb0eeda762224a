-- Each commission was booked when it came, when its trade was reverted and when it was paid out.
insert into public.commission_movements (
  domain_id, id, beneficiary_id, transaction_id, level, programme_id, rule_id, payout_id, kind, asset, amount_minor,
  reason, occurred_at, booked_at
)
select
  earned.domain_id,
  pg_temp.timed_id(step.at, step.kind || earned.id),
  earned.beneficiary_id, earned.transaction_id, earned.level, earned.programme_id, earned.rule_id,
  case step.kind when 'claimed' then earned.payout_id end,
  step.kind, earned.asset, step.sign * earned.amount_minor,
  case step.kind when 'reversed' then earned.reason end,
  earned.occurred_at, step.at
from public.commission_accruals as earned
inner join trade_sizes on earned.domain_id = trade_sizes.domain_id
cross join lateral (
  values
  ('accrued', earned.created_at, 1),
  ('reversed', case earned.state when 'void' then earned.created_at + interval '1 hour' end, -1),
  ('claimed', case earned.state when 'claimed' then earned.updated_at end, -1)
) as step (kind, at, sign)
where step.at is not null and earned.amount_minor > 0
order by step.at;
