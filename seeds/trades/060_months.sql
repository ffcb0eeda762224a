-- What the worker would have added up of the movements.
insert into private.commission_months
select
  booked.domain_id, booked.beneficiary_id, booked.month,
  row_number() over (partition by booked.domain_id, booked.beneficiary_id, booked.month),
  booked.asset, booked.kind, booked.programme_id, booked.level, booked.rule_id, booked.reason,
  count(*), sum(booked.amount_minor)
from (
  select movement.*, date_trunc('month', movement.booked_at at time zone 'UTC')::date as month
  from public.commission_movements as movement
  inner join trade_sizes on movement.domain_id = trade_sizes.domain_id
) as booked
group by
  booked.domain_id, booked.beneficiary_id, booked.month, booked.asset, booked.kind, booked.programme_id, booked.level,
  booked.rule_id, booked.reason;
