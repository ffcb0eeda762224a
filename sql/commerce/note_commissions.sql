-- requires: sql/commerce/dirty_commissions.sql sql/commerce/commission_movements.sql
create or replace function private.note_commissions()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever books may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_commissions (domain_id, beneficiary_id, month)
  select distinct
    changed.domain_id, changed.beneficiary_id, date_trunc('month', changed.booked_at at time zone 'UTC')::date
  from changed_rows as changed;
  return null;
end;
$$;

comment on function private.note_commissions() is
'Statement trigger of commission_movements: notes the months of the users that were booked.';
revoke all on function private.note_commissions() from public, anon, authenticated, service_role;

create trigger note_inserted after insert on public.commission_movements
referencing new table as changed_rows
for each statement execute function private.note_commissions();

-- With their transaction, where that is deleted.
create trigger note_deleted after delete on public.commission_movements
referencing old table as changed_rows
for each statement execute function private.note_commissions();
