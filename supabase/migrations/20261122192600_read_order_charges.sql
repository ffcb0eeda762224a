-- What was paid for an order is what its charges say. The hour of a trade is worked out in one place.
set local check_function_bodies = off;

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

create or replace function private.trade_hour(occurred_at timestamptz, received_at timestamptz)
returns integer
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return floor(private.hour_number(
    case when occurred_at - received_at > interval '5 minutes' then received_at else occurred_at end
  ));
end;
$$;

comment on function private.trade_hour(timestamptz, timestamptz) is
'The hour (since 2000-01-01 UTC) in which a trade counts: when it happened, or, where it claims to have happened more than 5 minutes after it came here, when it came.';

revoke all on function private.trade_hour(timestamptz, timestamptz) from public, anon, authenticated, service_role;

create or replace function private.note_trades()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_trades (domain_id, hour, cause)
  select distinct
    changed.domain_id,
    private.trade_hour(changed.occurred_at, changed.received_at),
    'trades'
  from changed_rows as changed;
  return null;
end;
$$;

comment on function private.note_trades() is
'Statement trigger of transactions: notes the hours in which the touched ones happened, or had.';

revoke all on function private.note_trades() from public, anon, authenticated, service_role;

create or replace function private.note_charges()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_trades (domain_id, hour, cause)
  select distinct
    changed.domain_id,
    private.trade_hour(trade.occurred_at, trade.received_at),
    'charges'
  from changed_rows as changed
  inner join public.transactions as trade
    on changed.domain_id = trade.domain_id and changed.transaction_id = trade.id;
  return null;
end;
$$;

comment on function private.note_charges() is
'Statement trigger of fee_charges: notes the hours in which their trades happened.';

revoke all on function private.note_charges() from public, anon, authenticated, service_role;
