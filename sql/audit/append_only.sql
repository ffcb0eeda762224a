-- Grants already keep everyone but the owner from changing the log; these triggers stop the owner too.
-- Row triggers are inherited by partitions, truncate triggers are not: ensure_audit_partitions adds them.
-- requires: sql/audit/audit_log.sql
create function private.refuse_change()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise exception '% is append-only', tg_table_name
    using errcode = '42501', detail = 'APPEND_ONLY', hint = 'Write a new row that explains the correction.';
end;
$$;

comment on function private.refuse_change() is 'Trigger: raises 42501 APPEND_ONLY for any change of an append-only table.';
revoke execute on function private.refuse_change() from public;

create trigger refuse_change before update or delete on public.audit_log
for each row execute function private.refuse_change();

create trigger refuse_truncate before truncate on public.audit_log
for each statement execute function private.refuse_change();

create trigger refuse_truncate before truncate on private.audit_log_default
for each statement execute function private.refuse_change();
