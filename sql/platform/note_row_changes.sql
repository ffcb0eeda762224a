-- requires: sql/platform/row_changes.sql sql/events/alerts.sql sql/audit/approvals.sql sql/rescue/cases.sql
-- requires: sql/notify/notifications.sql sql/support/ticket_comments.sql sql/support/tickets.sql
create or replace function private.note_row_changes()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a row may not write the notes
set search_path = ''
as $$
begin
  -- In order: two statements that change the same rows wait for each other there already.
  execute format(
    'insert into private.row_changes as r (domain_id, relation, person_id, row_id, xid, is_deleted)
    select coalesce(c.domain_id, %1$L), %2$L, %3$s, c.id, pg_current_xact_id(), %4$L from changed_rows as c order by c.id
    on conflict on constraint row_changes_pkey do update
    set xid = excluded.xid, is_deleted = excluded.is_deleted, changed_at = excluded.changed_at',
    '00000000-0000-0000-0000-000000000000'::uuid, tg_table_name,
    coalesce('c.' || quote_ident(tg_argv[0]), quote_literal('00000000-0000-0000-0000-000000000000') || '::uuid'),
    tg_op = 'DELETE'
  );
  return null;
end;
$$;

comment on function private.note_row_changes() is
'Statement trigger of what changes_since() tells of. Its argument, where there is one: the column that says whose row it is.';
revoke all on function private.note_row_changes() from public, anon, authenticated, service_role;

create trigger note_row_inserted after insert on public.alerts referencing new table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_updated after update on public.alerts referencing new table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_deleted after delete on public.alerts referencing old table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_inserted after insert on public.approvals referencing new table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_updated after update on public.approvals referencing new table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_deleted after delete on public.approvals referencing old table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_inserted after insert on public.cases referencing new table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_updated after update on public.cases referencing new table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_deleted after delete on public.cases referencing old table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_inserted after insert on public.notifications referencing new table as changed_rows
for each statement execute function private.note_row_changes('recipient_id');
create trigger note_row_updated after update on public.notifications referencing new table as changed_rows
for each statement execute function private.note_row_changes('recipient_id');
create trigger note_row_deleted after delete on public.notifications referencing old table as changed_rows
for each statement execute function private.note_row_changes('recipient_id');
create trigger note_row_inserted after insert on public.ticket_comments referencing new table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_updated after update on public.ticket_comments referencing new table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_deleted after delete on public.ticket_comments referencing old table as changed_rows
for each statement execute function private.note_row_changes();
create trigger note_row_inserted after insert on public.tickets referencing new table as changed_rows
for each statement execute function private.note_row_changes('reporter_id');
create trigger note_row_updated after update on public.tickets referencing new table as changed_rows
for each statement execute function private.note_row_changes('reporter_id');
create trigger note_row_deleted after delete on public.tickets referencing old table as changed_rows
for each statement execute function private.note_row_changes('reporter_id');
