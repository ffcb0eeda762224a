-- requires: sql/commerce/charge_trade.sql sql/commerce/accrue_commissions.sql sql/commerce/store_accruals.sql
-- requires: sql/commerce/share_charge.sql sql/commerce/keep_standings.sql
create or replace function private.settle_fees(trades public.transactions [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  charges public.fee_charges [];
begin
  -- A trade may be named twice: for itself, and with its order.
  charges := array(
    select private.charge_trade(told.trade)
    from (
      select distinct on (t.domain_id, t.id) t as trade from unnest(trades) as t where t.status = 'confirmed'
    ) as told
  );
  perform private.keep_standings(trades);
  perform private.store_accruals(
    trades, array(select a from unnest(charges) as c cross join lateral private.accrue_commissions(c) as a)
  );
  delete from public.fee_charges as c using unnest(trades) as t
  where c.domain_id = t.domain_id and c.transaction_id = t.id;
  insert into public.fee_charges
  select shared.* from unnest(charges) as c cross join lateral private.share_charge(c) as shared;
end;
$$;

comment on function private.settle_fees(public.transactions []) is
'Charges transactions that are confirmed, anew where they were, with what they earn for those who brought the traders; and takes the charge of others away.';
revoke all on function private.settle_fees(public.transactions []) from public, anon, authenticated, service_role;
