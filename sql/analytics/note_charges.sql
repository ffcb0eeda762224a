-- requires: sql/analytics/dirty_trades.sql sql/analytics/trade_hour.sql sql/commerce/fee_charges.sql
-- A charge that goes with its transaction is noted by that one's writer.
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

create trigger note_inserted after insert on public.fee_charges
referencing new table as changed_rows
for each statement execute function private.note_charges();

create trigger note_updated after update on public.fee_charges
referencing new table as changed_rows
for each statement execute function private.note_charges();

create trigger note_deleted after delete on public.fee_charges
referencing old table as changed_rows
for each statement execute function private.note_charges();
