-- requires: sql/commerce/orders.sql sql/commerce/transactions.sql sql/commerce/fee_charges.sql
create or replace function private.trades_of_order(placed public.orders)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'transactions', coalesce((
      select jsonb_agg(to_jsonb(t) - '{domain_id,told_at,told_by}'::text [] order by t.occurred_at desc, t.id desc)
      from (
        select newest.* from public.transactions as newest
        where newest.domain_id = placed.domain_id and newest.order_external_id = placed.external_id
        order by newest.occurred_at desc, newest.id desc
        limit 100
      ) as t
    ), '[]'),
    -- What was really paid: a trade that failed or was taken back has no charge.
    'charged', coalesce((
      select jsonb_agg(to_jsonb(paid) order by paid.fee_asset)
      from (
        select
          charge.asset as fee_asset, sum(charge.fee_minor) as fee_minor,
          sum(charge.volume_usd_minor) as volume_usd_minor, count(*) as transactions
        from public.transactions as t
        inner join public.fee_charges as charge
          on t.domain_id = charge.domain_id and t.id = charge.transaction_id
        where t.domain_id = placed.domain_id and t.order_external_id = placed.external_id
        group by charge.asset
      ) as paid
    ), '[]')
  );
end;
$$;

comment on function private.trades_of_order(public.orders) is
'{transactions (of the order, newest first, at most 100), charged (of their charges, by fee_asset: fee_minor, volume_usd_minor, how many)}.';
revoke all on function private.trades_of_order(public.orders) from public, anon, authenticated, service_role;
