-- A charge tells what its user paid: the trades need not be read for it.
create or replace function private.count_payers(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (id uuid, trades bigint, volume numeric, fee numeric, net numeric)
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
set plan_cache_mode = force_custom_plan -- A day is best looked up, a year read.
as $$
declare
  begins_at constant timestamptz := greatest(from_at, (
    select tenant.stats_valid_from from public.domains as tenant where tenant.id = count_payers.domain_id
  ));
begin
  return query
  select
    charge.platform_user_id, count(*), sum(charge.volume_usd_minor), coalesce(sum(charge.usd_minor), 0),
    coalesce(sum(charge.usd_minor - charge.commission_usd_minor), 0)
  from (
    select told.*
    from public.fee_charges as told
    where
      told.domain_id = count_payers.domain_id and told.occurred_at >= begins_at and told.occurred_at < to_at
      and not exists (
        select from public.transactions as ahead
        where
          ahead.domain_id = count_payers.domain_id and told.transaction_id = ahead.id
          and ahead.occurred_at - ahead.received_at > interval '5 minutes'
      )
    union all
    select told.*
    from public.transactions as ahead
    inner join public.fee_charges as told on told.domain_id = count_payers.domain_id and ahead.id = told.transaction_id
    where
      ahead.domain_id = count_payers.domain_id and ahead.occurred_at - ahead.received_at > interval '5 minutes'
      and ahead.received_at >= begins_at and ahead.received_at < to_at
  ) as charge
  group by charge.platform_user_id;
end;
$$;
