-- requires: sql/commerce/commission_months.sql sql/commerce/dirty_commissions.sql sql/commerce/commission_spans.sql
-- Whole months as they were added up, and the rest one by one.
create or replace function private.sum_commissions(
  domain_id uuid, beneficiary_id uuid, since timestamptz, before timestamptz
)
returns table (
  asset text, is_earlier boolean, kind text, programme_id uuid, level integer, rule_id uuid, reason text,
  movements bigint, minor numeric
)
language plpgsql
stable
security invoker
rows 10
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the period.
as $$
declare
  first_month constant date := coalesce(private.nearest_month(since), '-infinity');
  end_month constant date := coalesce(private.nearest_month(before), 'infinity');
  noted constant date [] := array(
    select distinct d.month from private.dirty_commissions as d
    where d.domain_id = sum_commissions.domain_id and d.beneficiary_id = sum_commissions.beneficiary_id
      and d.month < end_month
  );
begin
  return query
  with piece as (
    select
      stored.asset, stored.month < first_month as is_earlier, stored.kind, stored.programme_id, stored.level,
      stored.rule_id, stored.reason, stored.movements, stored.amount_minor
    from private.commission_months as stored
    where stored.domain_id = sum_commissions.domain_id and stored.beneficiary_id = sum_commissions.beneficiary_id
      and stored.month < end_month and stored.month <> all(noted)
    union all
    select
      m.asset, span.is_earlier, m.kind, m.programme_id, m.level, m.rule_id, m.reason, span.sign, span.sign * m.amount_minor
    from private.commission_spans(since, before, noted) as span
    inner join public.commission_movements as m
      on m.domain_id = sum_commissions.domain_id and m.beneficiary_id = sum_commissions.beneficiary_id
      and m.booked_at >= span.from_at and m.booked_at < span.to_at
  )
  select
    p.asset, p.is_earlier, p.kind, p.programme_id, p.level, p.rule_id, p.reason,
    sum(p.movements)::bigint, sum(p.amount_minor)
  from piece as p
  group by 1, 2, 3, 4, 5, 6, 7
  having sum(p.movements) <> 0;
end;
$$;

comment on function private.sum_commissions(uuid, uuid, timestamptz, timestamptz) is
'What changed in what a user is owed before since (is_earlier), and from then to before before, by all that a statement tells apart. Null: from the beginning, until now.';
revoke all on function private.sum_commissions(uuid, uuid, timestamptz, timestamptz)
from public, anon, authenticated, service_role;
