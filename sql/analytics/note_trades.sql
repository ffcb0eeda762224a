-- requires: sql/analytics/dirty_trades.sql sql/analytics/trade_hour.sql sql/commerce/transactions.sql
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

create trigger note_inserted after insert on public.transactions
referencing new table as changed_rows
for each statement execute function private.note_trades();

create trigger note_updated after update on public.transactions
referencing new table as changed_rows
for each statement execute function private.note_trades();

-- A trade that turns out to have happened at another time leaves its hour.
create trigger note_updated_before after update on public.transactions
referencing old table as changed_rows
for each statement execute function private.note_trades();

create trigger note_deleted after delete on public.transactions
referencing old table as changed_rows
for each statement execute function private.note_trades();
