-- requires: sql/commerce/guard_fee_rule.sql sql/identity/current_person_id.sql sql/audit/begin_sensitive.sql
-- It comes after guard_fee_rule(), by name: that lets nobody write these columns.
create or replace function private.note_fee_closing()
returns trigger
language plpgsql
security invoker
set search_path = ''
as $$
begin
  new.closed_at := now();
  new.closed_by := private.current_person_id();
  new.closed_reason := nullif(current_setting('app.audit_reason', true), '');
  return new;
end;
$$;

comment on function private.note_fee_closing() is
'Trigger: who brought the end of a rule forward, when and why.';
revoke all on function private.note_fee_closing() from public, anon, authenticated, service_role;

create trigger note_fee_closing before update on public.fee_rules
for each row when (old.ends_at is distinct from new.ends_at) execute function private.note_fee_closing();
