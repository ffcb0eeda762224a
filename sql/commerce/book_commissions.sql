-- requires: sql/commerce/commission_steps.sql
create or replace function private.book_commissions()
returns trigger
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    insert into public.commission_movements
    select step.* from fresh_rows as fresh cross join lateral private.commission_steps(null, fresh) as step;
  else
    insert into public.commission_movements
    select step.* from fresh_rows as fresh
    inner join old_rows as was on was.domain_id = fresh.domain_id and was.id = fresh.id
    cross join lateral private.commission_steps(was, fresh) as step;
  end if;
  return null;
end;
$$;

comment on function private.book_commissions() is
'Statement trigger of commission_accruals: books what changed in what is owed. A commission goes only with its trade, and its movements with it.';
revoke all on function private.book_commissions() from public, anon, authenticated, service_role;

create trigger book_inserted after insert on public.commission_accruals
referencing new table as fresh_rows
for each statement execute function private.book_commissions();

create trigger book_updated after update on public.commission_accruals
referencing old table as old_rows new table as fresh_rows
for each statement execute function private.book_commissions();
