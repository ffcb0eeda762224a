-- requires: sql/commerce/orders.sql sql/commerce/transactions.sql
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
    -- What was really paid; a trade that failed or was taken back is none.
    'charged', coalesce((
      select jsonb_agg(to_jsonb(paid) order by paid.fee_asset)
      from (
        select
          t.fee_asset, sum(t.fee_minor) as fee_minor, sum(t.volume_usd_minor) as volume_usd_minor,
          count(*) as transactions
        from public.transactions as t
        where t.domain_id = placed.domain_id and t.order_external_id = placed.external_id and t.status = 'confirmed'
        group by t.fee_asset
      ) as paid
    ), '[]')
  );
end;
$$;

comment on function private.trades_of_order(public.orders) is
'{transactions (of the order, newest first, at most 100), charged (by fee_asset, of the confirmed ones: fee_minor, volume_usd_minor, how many)}.';
revoke all on function private.trades_of_order(public.orders) from public, anon, authenticated, service_role;
