-- requires: sql/audit/sensitive_operations.sql
create or replace function private.begin_sensitive(rpc text, reason text)
returns void
language plpgsql
volatile
security definer -- definer: what is demanded must not depend on what the caller may read
set search_path = ''
as $$
declare
  demand public.sensitive_operations;
begin
  select o.* into demand from public.sensitive_operations as o where o.rpc = begin_sensitive.rpc;
  if not found then
    raise exception '% is not listed in sensitive_operations', begin_sensitive.rpc;
  end if;
  if demand.needs_strong_auth then
    perform private.require_strong_auth(
      coalesce(demand.max_age, (select s.step_up_max_age from public.security_settings as s))
    );
  end if;
  if demand.needs_reason and coalesce(btrim(begin_sensitive.reason), '') = '' then
    perform private.fail(
      '22023', 'REASON_REQUIRED', 'reason: say why', 'Send the argument reason; it goes to the audit log.'
    );
  end if;
  perform set_config('app.audit_reason', coalesce(btrim(begin_sensitive.reason), ''), true);
end;
$$;

comment on function private.begin_sensitive(text, text) is
'First line of a sensitive RPC, after its permission check: raises STEP_UP_REQUIRED or REASON_REQUIRED as sensitive_operations says, and gives the reason to every audit row that follows.';
revoke all on function private.begin_sensitive(text, text) from public;
grant execute on function private.begin_sensitive(text, text) to authenticated, service_role;
