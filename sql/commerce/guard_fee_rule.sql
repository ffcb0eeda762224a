-- requires: sql/commerce/fee_rules.sql sql/audit/append_only.sql
create or replace function private.guard_fee_rule()
returns trigger
language plpgsql
security invoker
set search_path = ''
as $$
declare
  -- What a row keeps by itself, and the one thing that may change.
  loose constant text [] := '{ends_at,updated_at,version,valid,specificity,scope_key,whom_key,what_key}';
begin
  if to_jsonb(new) - loose <> to_jsonb(old) - loose
    or new.ends_at is null or new.ends_at > coalesce(old.ends_at, 'infinity') then
    perform private.fail(
      '42501', 'APPEND_ONLY', 'a rule can be closed earlier, and not changed otherwise', 'Make a new rule.'
    );
  end if;
  return new;
end;
$$;

comment on function private.guard_fee_rule() is 'Trigger: of a rule only the end changes, to an earlier one.';
revoke all on function private.guard_fee_rule() from public, anon, authenticated, service_role;

create trigger guard_fee_rule before update on public.fee_rules
for each row execute function private.guard_fee_rule();

create trigger refuse_change before delete on public.fee_rules
for each row execute function private.refuse_change();

create trigger refuse_truncate before truncate on public.fee_rules
for each statement execute function private.refuse_change();

create trigger touch_row before update on public.fee_rules
for each row execute function private.touch_row();
